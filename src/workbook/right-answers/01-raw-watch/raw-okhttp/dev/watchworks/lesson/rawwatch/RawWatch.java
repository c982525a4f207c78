package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Response;

public class RawWatch implements RawWatchLesson {

    private PodStream running;
    private boolean stopped;

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        try (Reader file = new FileReader(kubeconfig.toFile())) {
            return ClientBuilder.kubeconfig(KubeConfig.loadKubeConfig(file))
                    .setReadTimeout(Duration.ofMinutes(5))
                    .build();
        }
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        try (Response answer = PodRequests.call(client, namespace, "").execute()) {
            if (!answer.isSuccessful()) {
                throw new ApiException(answer.code(), answer.message());
            }
            JsonObject list = JsonParser.parseString(answer.body().string()).getAsJsonObject();
            for (JsonElement pod : list.getAsJsonArray("items")) {
                System.out.println("pod: " + PodRequests.metadata(pod.getAsJsonObject(), "name"));
            }
            return PodRequests.metadata(list, "resourceVersion");
        } catch (IOException broken) {
            throw new ApiException(broken);
        }
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) {
        return stream(client, namespace, resourceVersion, "");
    }

    private static PodStream stream(ApiClient client, String namespace, String version, String more) {
        String query = "?watch=1&timeoutSeconds=60" + (version == null ? "" : "&resourceVersion=" + version) + more;
        return new PodStream(PodRequests.call(client, namespace, query));
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        switch (event.type) {
            case "ADDED":
                System.out.println("new Pod: " + event.object.getMetadata().getName());
                break;
            case "ERROR":
                onError(event);
                break;
            default:
                break;
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.println("watch error: " + event.status.getCode() + " " + event.status.getMessage());
    }

    @Override
    public void run(ApiClient client, String namespace) throws IOException {
        PodStream stream = stream(client, namespace, null, "");
        synchronized (this) {
            if (stopped) {
                return;
            }
            running = stream;
        }
        try {
            read(stream);
        } catch (RuntimeException broken) {
            synchronized (this) {
                if (!stopped) {
                    throw broken;
                }
            }
        }
    }

    private void read(PodStream stream) throws IOException {
        try (stream) {
            while (stream.hasNext()) {
                dispatch(stream.next());
            }
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        return client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .readTimeout(Duration.ofSeconds(90))
                .build());
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws IOException {
        PodStream stream = stream(client, namespace, null, "&allowWatchBookmarks=true");
        read(stream);
        return stream.version();
    }
}
