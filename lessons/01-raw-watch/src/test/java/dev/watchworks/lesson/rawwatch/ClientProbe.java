package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.wire.Exchange;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.util.List;

/** Sends a request with a learner's client, and describes the result. */
final class ClientProbe {

    private ClientProbe() {}

    /** Lists the pods, and describes the failure; empty if there was no failure. */
    static String failureOfAList(ApiClient client, String namespace) {
        try {
            new CoreV1Api(client).listNamespacedPod(namespace).execute();
            return "";
        } catch (ApiException failed) {
            return failed.getCause() == null
                    ? "the status of the response was " + failed.getCode()
                    : "" + failed.getCause();
        } catch (RuntimeException failed) {
            return "" + failed;
        }
    }

    /** Describes what is missing in the client, as far as its requests show it. */
    static String describe(String failure, List<Exchange> lists) {
        if (lists.stream().anyMatch(list -> list.status() == 401)) {
            return "your client sent no valid credentials, and the server returned 401";
        }
        if (failure.contains("SSL") || failure.contains("certificate") || failure.contains("Certificate")) {
            return "your client does not trust the cluster's certificate authority, and closed the connection before it "
                    + "sent a request: " + failure;
        }
        return "it failed: " + failure;
    }
}
