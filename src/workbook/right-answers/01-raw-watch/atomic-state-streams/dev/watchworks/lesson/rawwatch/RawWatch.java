package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiCallback;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.auth.ApiKeyAuth;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.options.ListOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import okhttp3.Call;

/** Prints the name of each new pod. */
public class RawWatch implements RawWatchLesson {

    private static final int MINUTE = 60;
    private static final String AUTHENTICATION = "BearerToken";

    /** The open watches of the runs, and whether there was a stop. */
    private record State(boolean stopped, List<Watchable<?>> open) {

        State with(Watchable<?> watch) {
            List<Watchable<?>> more = new ArrayList<>(open);
            more.add(watch);
            return new State(stopped, List.copyOf(more));
        }

        State without(Watchable<?> watch) {
            return new State(stopped, open.stream().filter(one -> one != watch).toList());
        }

        State halted() {
            return new State(true, open);
        }
    }

    private final AtomicReference<State> state = new AtomicReference<>(new State(false, List.of()));

    private final Map<String, Consumer<Watch.Response<V1Pod>>> actions =
            Map.of("ADDED", RawWatch::greet, "ERROR", this::onError);

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        return Config.fromConfig(kubeconfig.toAbsolutePath().toString());
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        CompletableFuture<V1PodList> answer = new CompletableFuture<>();
        Call call = new CoreV1Api(client).listNamespacedPod(namespace).executeAsync(into(answer));
        V1PodList pods;
        try {
            pods = answer.get();
        } catch (InterruptedException interrupted) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new ApiException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ApiException refused ? refused : new ApiException(failed.getCause());
        }
        pods.getItems().stream()
                .map(V1Pod::getMetadata)
                .map(V1ObjectMeta::getName)
                .map("pod: "::concat)
                .forEach(System.out::println);
        return pods.getMetadata().getResourceVersion();
    }

    private static <T> ApiCallback<T> into(CompletableFuture<T> answer) {
        return new ApiCallback<>() {
            @Override
            public void onFailure(ApiException failure, int code, Map<String, List<String>> headers) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onSuccess(T result, int code, Map<String, List<String>> headers) {
                answer.complete(result);
            }

            @Override
            public void onUploadProgress(long written, long length, boolean done) {}

            @Override
            public void onDownloadProgress(long read, long length, boolean done) {}
        };
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        ListOptions options = new ListOptions();
        options.setTimeoutSeconds(MINUTE);
        options.setResourceVersion(resourceVersion);
        return new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", client)
                .watch(namespace, options);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        actions.getOrDefault(String.valueOf(event.type), ignored -> {}).accept(event);
    }

    private static void greet(Watch.Response<V1Pod> event) {
        System.out.println("new Pod: " + event.object.getMetadata().getName());
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.printf("watch error: %d %s%n", event.status.getCode(), event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        if (state.get().stopped()) {
            return;
        }
        try (Watchable<V1Pod> watch = openWatch(client, namespace, null)) {
            try {
                if (!state.updateAndGet(now -> now.with(watch)).stopped()) {
                    events(watch).forEach(this::dispatch);
                }
            } finally {
                state.updateAndGet(now -> now.without(watch));
            }
        } catch (RuntimeException | ApiException failure) {
            if (!state.get().stopped()) {
                throw failure;
            }
        }
    }

    /** Reads one event after the other: a sequential stream asks for the next event when the last one is done. */
    private static <T> Stream<Watch.Response<T>> events(Watchable<T> watch) {
        return StreamSupport.stream(watch.spliterator(), false);
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        ApiClient patient = new ApiClient(
                client.getHttpClient().newBuilder().readTimeout(Duration.ZERO).build());
        patient.setServers(client.getServers());
        patient.setServerVariables(client.getServerVariables());
        patient.setBasePath(client.getBasePath());
        // setBasePath has set the index to null, and so it comes last.
        patient.setServerIndex(client.getServerIndex());
        if (client.getAuthentication(AUTHENTICATION) instanceof ApiKeyAuth old
                && patient.getAuthentication(AUTHENTICATION) instanceof ApiKeyAuth copy) {
            copy.setApiKey(old.getApiKey());
            copy.setApiKeyPrefix(old.getApiKeyPrefix());
        }
        return patient;
    }

    @Override
    public void stop() throws IOException {
        for (Watchable<?> watch : state.updateAndGet(State::halted).open()) {
            try {
                watch.close();
            } catch (RuntimeException collided) {
                // The call is cancelled before this can happen, so the reading thread wakes up and closes the watch.
                System.err.println("The watch was in use while it was closed: " + collided);
            }
        }
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        Call call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .allowWatchBookmarks(Boolean.TRUE)
                .timeoutSeconds(MINUTE)
                .watch(Boolean.TRUE)
                .buildCall(null);
        try (Watch<JsonObject> watch =
                Watch.createWatch(client, call, new TypeToken<Watch.Response<JsonObject>>() {}.getType())) {
            return events(watch)
                    .map(this::handle)
                    .filter(Objects::nonNull)
                    .reduce((before, after) -> after)
                    .orElse(null);
        }
    }

    /** Acts on an event, and returns its version, or null if it has none. */
    private String handle(Watch.Response<JsonObject> event) {
        if (event.status != null) {
            onError(new Watch.Response<>(event.type, event.status));
            return null;
        }
        if (!"BOOKMARK".equals(event.type)) {
            V1Pod pod = JSON.deserialize(event.object.toString(), V1Pod.class);
            dispatch(new Watch.Response<>(event.type, pod));
        }
        return Optional.ofNullable(event.object.getAsJsonObject("metadata"))
                .map(metadata -> metadata.get("resourceVersion"))
                .map(JsonElement::getAsString)
                .orElse(null);
    }
}
