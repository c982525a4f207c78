package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.util.List;

/** Tries a learner's client, and says what came of it. */
final class ClientProbe {

    private ClientProbe() {}

    /** Lists the pods; what went wrong in words, empty where nothing did. */
    static String failureOfAList(ApiClient client, String namespace) {
        try {
            new CoreV1Api(client).listNamespacedPod(namespace).execute();
            return "";
        } catch (ApiException failed) {
            return failed.getCause() == null ? "the answer was " + failed.getCode() : "" + failed.getCause();
        } catch (RuntimeException failed) {
            return "" + failed;
        }
    }

    /** Names what the client lacks, as far as the wire tells. */
    static String describe(String failure, List<Exchange> lists) {
        if (lists.stream().anyMatch(list -> list.status() == 401)) {
            return "your client did not say who it is, and was answered with 401";
        }
        if (failure.contains("SSL") || failure.contains("certificate") || failure.contains("Certificate")) {
            return "your client does not trust the cluster's authority, and hung up before it asked: " + failure;
        }
        return "it failed: " + failure;
    }
}
