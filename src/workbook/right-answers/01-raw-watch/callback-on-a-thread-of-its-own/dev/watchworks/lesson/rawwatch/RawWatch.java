package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

public class RawWatch implements RawWatchLesson {

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicReference<Closeable> running = new AtomicReference<>();

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        return Config.fromConfig(kubeconfig.toString());
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        var pods = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        pods.getItems().forEach(pod -> System.out.println("pod: " + pod.getMetadata().getName()));
        return pods.getMetadata().getResourceVersion();
    }

    @Override
    public Watch<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        return open(client, namespace, resourceVersion, false, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    private static <T> Watch<T> open(ApiClient client, String namespace, String version, boolean bookmarks, Type line)
            throws ApiException {
        var call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .resourceVersion(version)
                .allowWatchBookmarks(bookmarks)
                .timeoutSeconds(60)
                .watch(true)
                .buildCall(null);
        return Watch.createWatch(client, call, line);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        if (event.type.equals("ERROR")) {
            onError(event);
        } else if (event.type.equals("ADDED")) {
            System.out.printf("new Pod: %s%n", event.object.getMetadata().getName());
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.printf("watch error: %d %s%n", event.status.getCode(), event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        if (stopped.get()) {
            return;
        }
        Watch<V1Pod> watch = openWatch(client, namespace, null);
        running.set(watch);
        read(watch, this::dispatch);
    }

    private <T> void read(Watch<T> watch, Consumer<Watch.Response<T>> callback) throws IOException {
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (watch) {
            if (stopped.get()) {
                return;
            }
            Future<?> reading = reader.submit(() -> watch.forEach(callback));
            await(reading, watch);
        } finally {
            reader.shutdownNow();
        }
    }

    private void await(Future<?> reading, Closeable watch) throws IOException {
        try {
            reading.get();
        } catch (InterruptedException interrupted) {
            watch.close();
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            if (!stopped.get()) {
                throw new IllegalStateException(failed.getCause());
            }
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        client.setReadTimeout(Integer.MAX_VALUE);
        return client;
    }

    @Override
    public void stop() throws IOException {
        stopped.set(true);
        Closeable watch = running.getAndSet(null);
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        AtomicReference<String> version = new AtomicReference<>();
        Watch<JsonObject> watch =
                open(client, namespace, null, true, new TypeToken<Watch.Response<JsonObject>>() {}.getType());
        read(watch, event -> {
            if (event.object == null) {
                onError(new Watch.Response<>(event.type, event.status));
                return;
            }
            version.set(event.object.getAsJsonObject("metadata").get("resourceVersion").getAsString());
            if (!event.type.equals("BOOKMARK")) {
                dispatch(new Watch.Response<>(event.type, JSON.<V1Pod>deserialize(event.object.toString(), V1Pod.class)));
            }
        });
        return version.get();
    }
}
