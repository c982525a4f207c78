package dev.watchworks.lesson.rawwatch;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.options.ListOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

public class RawWatch implements RawWatchLesson {

    private volatile Watchable<V1Pod> open;
    private volatile boolean stopped;

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(kubeconfig)) {
            return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(reader)).build();
        }
    }

    private static GenericKubernetesApi<V1Pod, V1PodList> pods(ApiClient client) {
        return new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", client);
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        String version = null;
        String next = null;
        do {
            ListOptions options = new ListOptions();
            options.setLimit(1);
            options.setContinue(next);
            V1PodList page =
                    pods(client).list(namespace, options).throwsApiException().getObject();
            page.getItems().forEach(pod -> System.out.println("pod: " + pod.getMetadata().getName()));
            version = page.getMetadata().getResourceVersion();
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return version;
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        ListOptions options = new ListOptions();
        options.setTimeoutSeconds(60);
        options.setResourceVersion(resourceVersion);
        return pods(client).watch(namespace, options);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        if (event.status != null) {
            onError(event);
            return;
        }
        System.out.print(event.type.equals("ADDED") ? "new Pod: " + event.object.getMetadata().getName() + "\n" : "");
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.println("watch error: " + event.status.getCode() + " " + event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        try (Watchable<V1Pod> watch = openWatch(client, namespace, null)) {
            open = watch;
            while (!stopped && watch.hasNext()) {
                dispatch(watch.next());
            }
        } catch (RuntimeException broken) {
            if (!stopped) {
                throw new IOException("the watch broke", broken);
            }
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        client.setReadTimeout(10 * 60 * 1000);
        return client;
    }

    @Override
    public void stop() throws IOException {
        stopped = true;
        Watchable<V1Pod> watch = open;
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String version = null;
        try (Watch<Map<String, Object>> watch = Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .allowWatchBookmarks(true)
                        .timeoutSeconds(60)
                        .watch(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<Map<String, Object>>>() {}.getType())) {
            for (Watch.Response<Map<String, Object>> event : watch) {
                if (event.object == null) {
                    dispatch(new Watch.Response<>(event.type, event.status));
                    continue;
                }
                version = (String) ((Map<?, ?>) event.object.get("metadata")).get("resourceVersion");
                if (!event.type.equals("BOOKMARK")) {
                    V1Pod pod = JSON.getGson().fromJson(JSON.getGson().toJson(event.object), V1Pod.class);
                    dispatch(new Watch.Response<>(event.type, pod));
                }
            }
        }
        return version;
    }
}
