package dev.watchworks.lesson.pitfalls;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.labkit.Lab;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.util.Watch;
import java.util.List;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** Opens the watches that measure a prediction, all without a version. */
final class WatchFactory {

    private static final int TIMEOUT_SECONDS = 60;

    private WatchFactory() {}

    /** Opens a watch of the pods of the check's namespace. */
    static Watch<V1Pod> ofPods(Lab lab, ApiClient client) throws ApiException {
        Call call = new CoreV1Api(client)
                .listNamespacedPod(lab.namespace())
                .timeoutSeconds(TIMEOUT_SECONDS)
                .watch(true)
                .buildCall(null);
        return Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    /** Opens a watch of the services of the check's namespace. */
    static Watch<V1Service> ofServices(Lab lab, ApiClient client) throws ApiException {
        Call call = new CoreV1Api(client)
                .listNamespacedService(lab.namespace())
                .timeoutSeconds(TIMEOUT_SECONDS)
                .watch(true)
                .buildCall(null);
        return Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Service>>() {}.getType());
    }

    /** Makes a client that uses HTTP/1.1 only. */
    static ApiClient overHttp1(Lab lab) {
        ApiClient client = lab.connection().client();
        OkHttpClient old = client.getHttpClient()
                .newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
        return client.setHttpClient(old);
    }
}
