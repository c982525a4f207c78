package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1Status;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.Watch;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;

public class RawWatch implements RawWatchLesson {

    private sealed interface State permits Idle, Reading, Stopped {}

    private record Idle() implements State {}

    private record Reading(Watch<V1Pod> watch) implements State {}

    private record Stopped() implements State {}

    private final AtomicReference<State> state = new AtomicReference<>(new Idle());

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        try (Reader reader = new FileReader(kubeconfig.toFile(), StandardCharsets.UTF_8)) {
            return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(reader)).build().setReadTimeout(0);
        }
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        V1PodList pods = new CoreV1Api(client).listNamespacedPod(namespace).execute();
        pods.getItems().stream().map(pod -> "pod: " + pod.getMetadata().getName()).forEach(System.out::println);
        return pods.getMetadata().getResourceVersion();
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        return client.setHttpClient(
                client.getHttpClient().newBuilder().readTimeout(Duration.ZERO).build());
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String version = null;
        Call call = new CoreV1Api(client)
                .listNamespacedPod(namespace)
                .watch(true)
                .allowWatchBookmarks(true)
                .timeoutSeconds(60)
                .buildCall(null);
        try (Response response = call.execute()) {
            BufferedSource lines = response.body().source();
            for (String line = lines.readUtf8Line(); line != null; line = lines.readUtf8Line()) {
                JsonObject event = JsonParser.parseString(line).getAsJsonObject();
                JsonObject object = event.getAsJsonObject("object");
                String type = event.get("type").getAsString();
                if (type.equals("ERROR")) {
                    onError(new Watch.Response<>(type, JSON.<V1Status>deserialize(object.toString(), V1Status.class)));
                    continue;
                }
                version = object.getAsJsonObject("metadata").get("resourceVersion").getAsString();
                if (!type.equals("BOOKMARK")) {
                    dispatch(new Watch.Response<>(type, JSON.<V1Pod>deserialize(object.toString(), V1Pod.class)));
                }
            }
        }
        return version;
    }

    @Override
    public Watch<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        CoreV1Api api = new CoreV1Api(client);
        Call call = api.listNamespacedPod(namespace)
                .watch(Boolean.TRUE)
                .resourceVersion(resourceVersion)
                .timeoutSeconds(60)
                .buildCall(null);
        return Watch.createWatch(
                client, call, TypeToken.getParameterized(Watch.Response.class, V1Pod.class).getType());
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        if ("ADDED".equals(event.type)) {
            System.out.printf("new Pod: %s%n", event.object.getMetadata().getName());
        } else if ("ERROR".equals(event.type)) {
            onError(event);
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.printf("watch error: %d %s%n", event.status.getCode(), event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        Watch<V1Pod> watch = openWatch(client, namespace, null);
        try {
            State now = state.updateAndGet(old -> old instanceof Stopped ? old : new Reading(watch));
            while (now instanceof Reading && watch.hasNext()) {
                dispatch(watch.next());
            }
        } catch (RuntimeException broken) {
            if (!(state.get() instanceof Stopped)) {
                throw broken;
            }
        } finally {
            watch.close();
        }
    }

    @Override
    public void stop() throws IOException {
        if (state.getAndSet(new Stopped()) instanceof Reading reading) {
            reading.watch().close();
        }
    }
}
