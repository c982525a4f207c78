package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonElement;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.auth.ApiKeyAuth;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

public class RawWatch implements RawWatchLesson {

    private sealed interface Entry permits Next, End, Broken {}

    private record Next(Watch.Response<V1Pod> event) implements Entry {}

    private record End() implements Entry {}

    private record Broken(RuntimeException why) implements Entry {}

    private final CompletableFuture<Void> stop = new CompletableFuture<>();

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        return Config.fromConfig(kubeconfig.toString());
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        var pods = new CoreV1Api(client).listNamespacedPod(namespace).executeWithHttpInfo().getData();
        for (var pod : pods.getItems()) {
            System.out.println("pod: " + pod.getMetadata().getName());
        }
        return pods.getMetadata().getResourceVersion();
    }

    @Override
    public Watch<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        Type line = TypeToken.getParameterized(Watch.Response.class, V1Pod.class).getType();
        return Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .watch(true)
                        .timeoutSeconds(60)
                        .resourceVersion(resourceVersion)
                        .buildCall(null),
                line);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        String line =
                switch (event.type) {
                    case "ADDED" -> "new Pod: " + event.object.getMetadata().getName();
                    case "ERROR" -> null;
                    default -> "";
                };
        if (line == null) {
            onError(event);
        } else if (!line.isEmpty()) {
            System.out.println(line);
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.println("watch error: " + event.status.getCode() + " " + event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        if (stop.isDone()) {
            return;
        }
        BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
        Watch<V1Pod> watch = openWatch(client, namespace, null);
        stop.thenRun(() -> queue.add(new End()));
        Thread pump = new Thread(() -> pump(watch, queue), "pump");
        pump.setDaemon(true);
        pump.start();
        try (watch) {
            for (Entry entry = queue.take(); !(entry instanceof End); entry = queue.take()) {
                if (entry instanceof Broken broken) {
                    throw broken.why();
                }
                dispatch(((Next) entry).event());
            }
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }

    private static void pump(Watch<V1Pod> watch, BlockingQueue<Entry> queue) {
        try {
            watch.forEach(event -> queue.add(new Next(event)));
            queue.add(new End());
        } catch (RuntimeException why) {
            queue.add(new Broken(why));
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        ApiClient patient = new ApiClient(
                client.getHttpClient().newBuilder().readTimeout(java.time.Duration.ZERO).build());
        patient.setBasePath(client.getBasePath());
        ApiKeyAuth old = (ApiKeyAuth) client.getAuthentication("BearerToken");
        patient.setApiKeyPrefix(old.getApiKeyPrefix());
        patient.setApiKey(old.getApiKey());
        return patient;
    }

    @Override
    public void stop() {
        stop.complete(null);
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String version = null;
        try (Watch<JsonElement> watch = Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .watch(true)
                        .allowWatchBookmarks(true)
                        .timeoutSeconds(60)
                        .buildCall(null),
                TypeToken.getParameterized(Watch.Response.class, JsonElement.class).getType())) {
            while (watch.hasNext()) {
                Watch.Response<JsonElement> event = watch.next();
                if (event.type.equals("ERROR")) {
                    onError(new Watch.Response<>(event.type, event.status));
                    continue;
                }
                JsonElement metadata = event.object.getAsJsonObject().get("metadata");
                version = metadata.getAsJsonObject().get("resourceVersion").getAsString();
                if (metadata.getAsJsonObject().has("name")) {
                    V1Pod pod = JSON.deserialize(event.object.toString(), V1Pod.class);
                    dispatch(new Watch.Response<>(event.type, pod));
                }
            }
        }
        return version;
    }
}
