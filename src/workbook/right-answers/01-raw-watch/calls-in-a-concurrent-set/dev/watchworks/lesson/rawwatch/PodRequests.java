package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.Response;

/** Builds and sends the two requests for the pods of a namespace. */
final class PodRequests {

    private PodRequests() {}

    static Call list(ApiClient client, String namespace) throws ApiException {
        return get(client, namespace, Map.of());
    }

    static Call watch(ApiClient client, String namespace, String resourceVersion, boolean bookmarks)
            throws ApiException {
        Map<String, String> query = new HashMap<>();
        query.put("watch", "true");
        query.put("timeoutSeconds", "60");
        if (resourceVersion != null) {
            query.put("resourceVersion", resourceVersion);
        }
        if (bookmarks) {
            query.put("allowWatchBookmarks", "true");
        }
        return get(client, namespace, query);
    }

    private static Call get(ApiClient client, String namespace, Map<String, String> query) throws ApiException {
        List<Pair> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(new Pair(name, value)));
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "application/json"));
        return client.buildCall(
                null,
                "/api/v1/namespaces/" + client.escapeString(namespace) + "/pods",
                "GET",
                pairs,
                new ArrayList<>(),
                null,
                headers,
                new HashMap<>(),
                new HashMap<>(),
                new String[] {"BearerToken"},
                null);
    }

    /** Sends the request. The caller closes the response. */
    static Response send(Call call) throws ApiException {
        try {
            Response response = call.execute();
            if (response.isSuccessful()) {
                return response;
            }
            try (response) {
                throw new ApiException(
                        response.message(),
                        response.code(),
                        response.headers().toMultimap(),
                        response.body().string());
            }
        } catch (IOException failed) {
            throw new ApiException(failed);
        }
    }
}
