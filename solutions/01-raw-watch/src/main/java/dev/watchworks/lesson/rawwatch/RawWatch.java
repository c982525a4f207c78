package dev.watchworks.lesson.rawwatch;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
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
        // fromConfig leaves the read time-out at 0, for ever. Config.fromUrl would set it to 10 s, and a watch of
        // pods on a quiet evening would end in a SocketTimeoutException.
        return Config.fromConfig(kubeconfig.toString());
    }

    @Override
    public Watch<V1Pod> openWatch(ApiClient client, String namespace) throws ApiException {
        return Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
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
            // An ERROR carries no pod but a Status, in a field of its own.
            case "ERROR" ->
                System.out.println("watch error: " + event.status.getCode() + " " + event.status.getMessage());
            default -> {
                // MODIFIED, DELETED and BOOKMARK; and types that a later Kubernetes may bring
            }
        }
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        try (Watch<V1Pod> watch = openWatch(client, namespace)) {
            if (!begin(watch)) {
                return;
            }
            for (Watch.Response<V1Pod> event : watch) {
                dispatch(event);
            }
        } catch (RuntimeException failure) {
            // Closing a watch from another thread makes the reading thread throw. After stop() that is the way out.
            if (!isStopped()) {
                throw failure;
            }
        }
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

    /**
     * Watches the pods of the namespace {@code default} for a minute, on the cluster that {@code KUBECONFIG} or
     * {@code ~/.kube/config} names.
     */
    public static void main(String[] arguments) throws Exception {
        String named = System.getenv("KUBECONFIG");
        Path kubeconfig = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".kube", "config");
        RawWatch rawWatch = new RawWatch();
        rawWatch.run(rawWatch.connect(kubeconfig), "default");
    }
}
