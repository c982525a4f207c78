package dev.watchworks.lesson.rawwatch;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;

record PodListerWatcher(ApiClient client, String namespace) implements ListerWatcher<V1Pod, V1PodList> {

    @Override
    public V1PodList list(CallGeneratorParams params) throws ApiException {
        return request(params).execute();
    }

    @Override
    public Watchable<V1Pod> watch(CallGeneratorParams params) throws ApiException {
        return Watch.createWatch(
                client, request(params).buildCall(null), new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    /** Reads only the metadata: a bookmark and a pod both have it, and the handler needs nothing else. */
    String watchWithBookmarks(EventHandler handler) throws ApiException, IOException {
        String version = null;
        try (Watch<Described> watch = Watch.createWatch(
                client,
                request(new CallGeneratorParams(true, null, 60))
                        .allowWatchBookmarks(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<Described>>() {}.getType())) {
            while (watch.hasNext()) {
                Watch.Response<Described> event = watch.next();
                if (event.status != null) {
                    handler.handle(new Watch.Response<>(event.type, event.status));
                } else {
                    version = event.object.metadata.getResourceVersion();
                    handler.handle(new Watch.Response<>(event.type, new V1Pod().metadata(event.object.metadata)));
                }
            }
        }
        return version;
    }

    private static final class Described {
        private V1ObjectMeta metadata;
    }

    private CoreV1Api.APIlistNamespacedPodRequest request(CallGeneratorParams params) {
        return new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .resourceVersion(params.resourceVersion)
                .timeoutSeconds(params.timeoutSeconds)
                .watch(params.watch);
    }
}
