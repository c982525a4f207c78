package dev.watchworks.lesson.pitfalls;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import okhttp3.Call;

/** Builds requests for the pods of one namespace. */
record PodRequests(ApiClient client, String namespace) {

    Call list() throws ApiException {
        return request().buildCall(null);
    }

    Call watch(String resourceVersion) throws ApiException {
        return request()
                .watch(true)
                .timeoutSeconds(60)
                .resourceVersion(resourceVersion)
                .buildCall(null);
    }

    private CoreV1Api.APIlistNamespacedPodRequest request() {
        return new CoreV1Api(client).listNamespacedPod(namespace);
    }
}
