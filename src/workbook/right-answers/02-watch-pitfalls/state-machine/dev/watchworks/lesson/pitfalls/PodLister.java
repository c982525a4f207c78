package dev.watchworks.lesson.pitfalls;

import io.kubernetes.client.openapi.ApiCallback;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1PodList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;

/** Lists pods with an asynchronous call, so that a stop or an interrupt ends the wait. */
final class PodLister {

    private final ApiClient client;
    private final StopSignal signal;

    PodLister(ApiClient client, StopSignal signal) {
        this.client = client;
        this.signal = signal;
    }

    V1PodList list(String namespace) throws ApiException {
        CompletableFuture<V1PodList> answer = new CompletableFuture<>();
        Call call = new CoreV1Api(client).listNamespacedPod(namespace).executeAsync(new Completing(answer));
        signal.whenGiven(call::cancel);
        try {
            V1PodList list = answer.get();
            if (list == null) {
                throw new ApiException("an empty answer");
            }
            return list;
        } catch (InterruptedException interrupt) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new ApiException(interrupt);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof ApiException refused) {
                throw refused;
            }
            throw new ApiException(failed.getCause());
        } finally {
            signal.whenGiven(() -> {});
        }
    }

    private record Completing(CompletableFuture<V1PodList> answer) implements ApiCallback<V1PodList> {

        @Override
        public void onFailure(ApiException failure, int status, Map<String, List<String>> headers) {
            answer.completeExceptionally(failure);
        }

        @Override
        public void onSuccess(V1PodList list, int status, Map<String, List<String>> headers) {
            answer.complete(list);
        }

        @Override
        public void onUploadProgress(long written, long length, boolean done) {}

        @Override
        public void onDownloadProgress(long read, long length, boolean done) {}
    }
}
