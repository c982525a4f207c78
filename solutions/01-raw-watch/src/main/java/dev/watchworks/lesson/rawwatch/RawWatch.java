package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.nio.file.Path;

/** Watches the pods of a namespace and prints the name of each new one. */
public class RawWatch implements RawWatchLesson {

    private static final int TIMEOUT_SECONDS = 60;

    private Watch<V1Pod> running;
    private boolean stopped;

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        return Config.fromConfig(kubeconfig.toString());
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        V1PodList pods = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        for (V1Pod pod : pods.getItems()) {
            System.out.println("pod: " + pod.getMetadata().getName());
        }
        // The list has its own version, even if it contains no pods.
        return pods.getMetadata().getResourceVersion();
    }

    @Override
    public Watch<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        return Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .resourceVersion(resourceVersion)
                        .timeoutSeconds(TIMEOUT_SECONDS)
                        .watch(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        switch (event.type) {
            case "ADDED" ->
                System.out.println("new Pod: " + event.object.getMetadata().getName());
            case "ERROR" -> onError(event);
            default -> {
                // MODIFIED, DELETED, BOOKMARK, and types that a later Kubernetes may add
            }
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        // An ERROR contains a Status, not a pod: event.object is null.
        V1Status status = event.status;
        System.out.println("watch error: " + status.getCode() + " " + status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        try (Watch<V1Pod> watch = openWatch(client, namespace, null)) {
            if (!begin(watch)) {
                return;
            }
            for (Watch.Response<V1Pod> event : watch) {
                dispatch(event);
            }
        } catch (RuntimeException failure) {
            // When stop() closes the watch, the reading thread gets an exception. After a stop, this is expected.
            if (!isStopped()) {
                throw failure;
            }
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        // 0 means no limit. The server ends the stream, because of timeoutSeconds.
        return client.setReadTimeout(0);
    }

    @Override
    public void stop() throws IOException {
        Watch<V1Pod> watch;
        synchronized (this) {
            stopped = true;
            watch = running;
        }
        if (watch != null) {
            watch.close();
        }
    }

    private synchronized boolean begin(Watch<V1Pod> watch) {
        running = watch;
        return !stopped;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String version = null;
        try (Watch<JsonObject> watch = openWatchWithBookmarks(client, namespace)) {
            for (Watch.Response<JsonObject> event : watch) {
                if (event.status != null) {
                    onError(new Watch.Response<>(event.type, event.status));
                    continue;
                }
                version = event.object
                        .getAsJsonObject("metadata")
                        .get("resourceVersion")
                        .getAsString();
                if (!event.type.equals("BOOKMARK")) {
                    V1Pod pod = JSON.deserialize(event.object.toString(), V1Pod.class);
                    dispatch(new Watch.Response<>(event.type, pod));
                }
            }
        }
        return version;
    }

    /** Reads plain JSON: the pod in a bookmark has {@code containers: null}, and a V1Pod does not accept this. */
    private static Watch<JsonObject> openWatchWithBookmarks(ApiClient client, String namespace) throws ApiException {
        return Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .allowWatchBookmarks(true)
                        .timeoutSeconds(TIMEOUT_SECONDS)
                        .watch(true)
                        .buildCall(null),
                new TypeToken<Watch.Response<JsonObject>>() {}.getType());
    }

    /**
     * Watches the pods of the namespace {@code default} for a minute, on the cluster in {@code KUBECONFIG} or
     * {@code ~/.kube/config}.
     */
    public static void main(String[] arguments) throws Exception {
        String named = System.getenv("KUBECONFIG");
        Path kubeconfig = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".kube", "config");
        RawWatch rawWatch = new RawWatch();
        rawWatch.run(rawWatch.connect(kubeconfig), "default");
    }
}
