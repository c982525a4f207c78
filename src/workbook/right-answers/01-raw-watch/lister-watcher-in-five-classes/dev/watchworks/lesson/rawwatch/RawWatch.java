package dev.watchworks.lesson.rawwatch;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

public class RawWatch implements RawWatchLesson {

    private static final EventHandler NOTHING = event -> {};

    private final Map<String, EventHandler> handlers = Map.of("ADDED", new NewPod(), "ERROR", this::onError);
    private final WatchRun run = new WatchRun();

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        return Config.fromConfig(kubeconfig.toAbsolutePath().toString());
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        V1PodList pods =
                new PodListerWatcher(client, namespace).list(new CallGeneratorParams(false, null, null));
        for (V1Pod pod : pods.getItems()) {
            System.out.println("pod: " + pod.getMetadata().getName());
        }
        return pods.getMetadata().getResourceVersion();
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        return new PodListerWatcher(client, namespace).watch(new CallGeneratorParams(true, resourceVersion, 60));
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        handlers.getOrDefault(event.type, NOTHING).handle(event);
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.println(String.join(
                " ", "watch error:", String.valueOf(event.status.getCode()), event.status.getMessage()));
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        run.over(openWatch(client, namespace, null), this::dispatch);
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        return client.setReadTimeout(0);
    }

    @Override
    public void stop() throws IOException {
        run.stop();
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        return new PodListerWatcher(client, namespace).watchWithBookmarks(this::dispatch);
    }
}
