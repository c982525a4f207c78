package dev.watchworks.lesson.informer;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.common.KubernetesListObject;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.Pair;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;

/** Lists and watches the objects under a path. */
final class PathListerWatcher<T extends KubernetesObject, L extends KubernetesListObject>
        implements ListerWatcher<T, L> {

    private final ApiClient client;
    private final String path;
    private final Class<T> type;
    private final Class<L> listType;

    PathListerWatcher(ApiClient client, String path, Class<T> type, Class<L> listType) {
        this.client = client;
        this.path = path;
        this.type = type;
        this.listType = listType;
    }

    /** The path of a resource, in one namespace or in all. */
    static String path(ApiClient client, String group, String namespace, String resource) {
        String where = namespace.isEmpty() ? "" : "/namespaces/" + client.escapeString(namespace);
        return group + where + "/" + resource;
    }

    @Override
    public L list(CallGeneratorParams parameters) throws ApiException {
        return client.<L>execute(call(parameters), listType).getData();
    }

    @Override
    public Watchable<T> watch(CallGeneratorParams parameters) throws ApiException {
        return Watch.createWatch(
                client,
                call(parameters),
                TypeToken.getParameterized(Watch.Response.class, type).getType());
    }

    private Call call(CallGeneratorParams parameters) throws ApiException {
        List<Pair> query = new ArrayList<>();
        query.addAll(client.parameterToPair("resourceVersion", parameters.resourceVersion));
        query.addAll(client.parameterToPair("timeoutSeconds", parameters.timeoutSeconds));
        query.addAll(client.parameterToPair("watch", parameters.watch));
        return client.buildCall(
                null,
                path,
                "GET",
                query,
                new ArrayList<>(),
                null,
                new HashMap<>(Map.of("Accept", "application/json")),
                new HashMap<>(),
                new HashMap<>(),
                new String[] {"BearerToken"},
                null);
    }
}
