package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Call;

/** Prints the name of each new pod. Written as a Go program would be. */
public class RawWatch implements RawWatchLesson {

    private static final Type PODS = new TypeToken<Watch.Response<V1Pod>>() {}.getType();
    private static final Type OBJECTS = new TypeToken<Watch.Response<JsonObject>>() {}.getType();

    private final Context ctx = new Context();

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        try (Reader reader = Files.newBufferedReader(kubeconfig)) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            // Names of certificate files in a kubeconfig are relative to the kubeconfig.
            config.setFile(kubeconfig.toFile());
            return Config.fromConfig(config);
        }
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        V1PodList pods = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .executeWithHttpInfo()
                .getData();
        pods.getItems().forEach(pod -> System.out.println("pod: " + pod.getMetadata().getName()));
        return pods.getMetadata().getResourceVersion();
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        return Watch.createWatch(client, call(client, namespace, resourceVersion, null), PODS);
    }

    private static Call call(ApiClient client, String namespace, String resourceVersion, Boolean bookmarks)
            throws ApiException {
        return new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .watch(true)
                .timeoutSeconds(60)
                .resourceVersion(resourceVersion)
                .allowWatchBookmarks(bookmarks)
                .buildCall(null);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        if ("ADDED".equals(event.type)) {
            System.out.println("new Pod: " + event.object.getMetadata().getName());
        } else if ("ERROR".equals(event.type)) {
            onError(event);
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.println("watch error: " + event.status.getCode() + " " + event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        if (ctx.isDone()) {
            return;
        }
        Call call = call(client, namespace, null, null);
        Runnable forget = ctx.afterFunc(call::cancel);
        try {
            StreamWatcher<V1Pod> watcher = new StreamWatcher<>(call, Watch.createWatch(client, call, PODS));
            try (watcher) {
                Watch.Response<V1Pod> event;
                while ((event = watcher.resultChan().receive()) != null) {
                    dispatch(event);
                }
            }
            if (!ctx.isDone()) {
                watcher.check();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ApiException refused) {
            if (!ctx.isDone()) {
                throw refused;
            }
        } finally {
            forget.run();
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        return client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .readTimeout(Duration.ofSeconds(75))
                .build());
    }

    @Override
    public void stop() {
        ctx.cancel();
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        Call call = call(client, namespace, null, true);
        StreamWatcher<JsonObject> watcher = new StreamWatcher<>(call, Watch.createWatch(client, call, OBJECTS));
        String version = null;
        try (watcher) {
            Watch.Response<JsonObject> event;
            while ((event = watcher.resultChan().receive()) != null) {
                if (event.status != null) {
                    onError(new Watch.Response<>(event.type, event.status));
                    continue;
                }
                version = event.object
                        .getAsJsonObject("metadata")
                        .get("resourceVersion")
                        .getAsString();
                if (!"BOOKMARK".equals(event.type)) {
                    V1Pod pod = JSON.deserialize(event.object.toString(), V1Pod.class);
                    dispatch(new Watch.Response<>(event.type, pod));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return version;
        }
        watcher.check();
        return version;
    }
}
