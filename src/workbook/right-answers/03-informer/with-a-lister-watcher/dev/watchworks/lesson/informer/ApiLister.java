package dev.watchworks.lesson.informer;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watch;
import okhttp3.Call;

/** Lists and watches with the same request. */
class ApiLister<T extends KubernetesObject, L extends KubernetesListObject> implements ListerWatcher<T, L> {

    /** Makes the request. */
    interface Request {
        Call make(String resourceVersion, Integer timeoutSeconds, Boolean watch) throws ApiException;
    }

    private final ApiClient client;
    private final Class<T> type;
    private final Class<L> listType;
    private final Request request;

    ApiLister(ApiClient client, Class<T> type, Class<L> listType, Request request) {
        this.client = client;
        this.type = type;
        this.listType = listType;
        this.request = request;
    }

    @Override
    public L list(CallGeneratorParams params) throws ApiException {
        Call call = request.make(params.resourceVersion, params.timeoutSeconds, false);
        return client.<L>execute(call, listType).getData();
    }

    @Override
    public Watch<T> watch(CallGeneratorParams params) throws ApiException {
        Call call = request.make(params.resourceVersion, params.timeoutSeconds, true);
        return Watch.createWatch(
                client,
                call,
                TypeToken.getParameterized(Watch.Response.class, type).getType());
    }
}
