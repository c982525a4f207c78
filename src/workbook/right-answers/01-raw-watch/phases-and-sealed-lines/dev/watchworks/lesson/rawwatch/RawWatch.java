package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.auth.ApiKeyAuth;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.options.ListOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

public class RawWatch implements RawWatchLesson {

    private static final Duration WATCH_TIME = Duration.ofMinutes(1);

    private enum Phase {
        IDLE,
        OPENING,
        READING,
        STOPPED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private Phase phase = Phase.IDLE;
    private Watchable<V1Pod> open;

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        Objects.requireNonNull(kubeconfig, "kubeconfig");
        return Config.fromConfig(kubeconfig.toString());
    }

    private static GenericKubernetesApi<V1Pod, V1PodList> pods(ApiClient client) {
        return new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", client);
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        V1PodList list;
        try {
            list = pods(client).list(namespace).throwsApiException().getObject();
        } catch (IllegalStateException unreachable) {
            // GenericKubernetesApi hides a broken connection in this exception.
            throw new ApiException(unreachable.getCause() == null ? unreachable : unreachable.getCause());
        }
        list.getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .map("pod: "::concat)
                .forEach(System.out::println);
        return list.getMetadata().getResourceVersion();
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        ListOptions options = new ListOptions();
        options.setTimeoutSeconds(Math.toIntExact(WATCH_TIME.toSeconds()));
        options.setResourceVersion(resourceVersion);
        return pods(client).watch(namespace, options);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        String type = Objects.requireNonNullElse(event.type, "");
        switch (type) {
            case "ADDED" -> System.out.println("new Pod: " + event.object.getMetadata().getName());
            case "ERROR" -> onError(event);
            case "MODIFIED", "DELETED", "BOOKMARK" -> {
                // nothing to say
            }
            default -> System.err.println("ignored an event of the type " + type);
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        V1Status status = Objects.requireNonNull(event.status, "an ERROR has a status");
        System.out.println(String.join(" ", "watch error:", String.valueOf(status.getCode()), status.getMessage()));
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        if (!moveTo(Phase.OPENING, null)) {
            return;
        }
        try (Watchable<V1Pod> watch = openWatch(client, namespace, null)) {
            if (moveTo(Phase.READING, watch)) {
                watch.forEachRemaining(this::dispatch);
            }
        } catch (ApiException | RuntimeException failure) {
            if (!stopped()) {
                throw failure;
            }
        } finally {
            moveTo(Phase.IDLE, null);
        }
    }

    /** Changes the phase. STOPPED is final: after it, this returns false and changes nothing but the watch. */
    private boolean moveTo(Phase next, Watchable<V1Pod> watch) {
        lock.lock();
        try {
            if (phase == Phase.STOPPED) {
                open = null;
                return false;
            }
            phase = next;
            open = watch;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean stopped() {
        lock.lock();
        try {
            return phase == Phase.STOPPED;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        ApiClient patient = new ApiClient(
                client.getHttpClient().newBuilder().readTimeout(Duration.ZERO).build());
        patient.setBasePath(client.getBasePath());
        client.getAuthentications().forEach((name, from) -> {
            if (from instanceof ApiKeyAuth source && patient.getAuthentication(name) instanceof ApiKeyAuth target) {
                target.setApiKey(source.getApiKey());
                target.setApiKeyPrefix(source.getApiKeyPrefix());
            }
        });
        return patient;
    }

    @Override
    public void stop() throws IOException {
        Watchable<V1Pod> toClose;
        lock.lock();
        try {
            phase = Phase.STOPPED;
            toClose = open;
            open = null;
        } finally {
            lock.unlock();
        }
        if (toClose != null) {
            toClose.close();
        }
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String version = null;
        try (Watch<JsonObject> watch = openWithBookmarks(client, namespace)) {
            for (Watch.Response<JsonObject> response : watch) {
                version = take(Line.of(response), version);
            }
        }
        return version;
    }

    /** Acts on a line, and returns the version after it. */
    private String take(Line line, String before) {
        if (line instanceof Line.ErrorLine error) {
            onError(new Watch.Response<V1Pod>(error.type(), error.status()));
            return before;
        }
        if (line instanceof Line.BookmarkLine bookmark) {
            return bookmark.version();
        }
        Line.PodLine change = (Line.PodLine) line;
        dispatch(new Watch.Response<V1Pod>(change.type(), change.pod()));
        return change.pod().getMetadata().getResourceVersion();
    }

    private static Watch<JsonObject> openWithBookmarks(ApiClient client, String namespace) throws ApiException {
        return Watch.createWatch(
                client,
                new CoreV1Api(client)
                        .listNamespacedPod(namespace)
                        .watch(Boolean.TRUE)
                        .allowWatchBookmarks(Boolean.TRUE)
                        .timeoutSeconds(Math.toIntExact(WATCH_TIME.toSeconds()))
                        .buildCall(null),
                TypeToken.getParameterized(Watch.Response.class, JsonObject.class).getType());
    }

    @Override
    public String toString() {
        return "RawWatch(stopped: " + stopped() + ")";
    }
}
