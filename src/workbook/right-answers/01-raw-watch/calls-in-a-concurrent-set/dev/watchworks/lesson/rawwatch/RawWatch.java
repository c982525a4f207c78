package dev.watchworks.lesson.rawwatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.KubeConfig;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Response;

/** Prints the name of each new pod, and uses little more than HTTP for it. */
public class RawWatch implements RawWatchLesson {

    private final Set<Call> running = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        try (Reader reader = new FileReader(kubeconfig.toFile(), StandardCharsets.UTF_8)) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            config.setFile(kubeconfig.toFile());
            return ClientBuilder.kubeconfig(config).build();
        }
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        JsonObject list;
        try (Response response = PodRequests.send(PodRequests.list(client, namespace))) {
            list = JsonParser.parseString(response.body().string()).getAsJsonObject();
        } catch (IOException broken) {
            throw new ApiException(broken);
        }
        JsonElement items = list.get("items");
        if (items != null && items.isJsonArray()) {
            for (JsonElement item : items.getAsJsonArray()) {
                System.out.println("pod: " + metadata(item.getAsJsonObject(), "name"));
            }
        }
        return metadata(list, "resourceVersion");
    }

    private static String metadata(JsonObject object, String field) {
        JsonObject metadata = object.getAsJsonObject("metadata");
        JsonElement value = metadata == null ? null : metadata.get(field);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        return LineWatch.open(PodRequests.watch(client, namespace, resourceVersion, false), RawWatch::toPod);
    }

    private static V1Pod toPod(JsonObject object) {
        return JSON.deserialize(object.toString(), V1Pod.class);
    }

    @Override
    public void dispatch(Watch.Response<V1Pod> event) {
        switch (event.type) {
            case "ERROR":
                onError(event);
                break;
            case "ADDED":
                System.out.println("new Pod: " + event.object.getMetadata().getName());
                break;
            default:
                break;
        }
    }

    @Override
    public void onError(Watch.Response<V1Pod> event) {
        System.out.println(String.join(
                " ", "watch error:", String.valueOf(event.status.getCode()), event.status.getMessage()));
    }

    @Override
    public void run(ApiClient client, String namespace) throws ApiException, IOException {
        if (stopped) {
            return;
        }
        Call call = PodRequests.watch(client, namespace, null, false);
        running.add(call);
        try {
            // stop() sets the flag first and looks into the set then. Here it is the other way round.
            if (stopped) {
                return;
            }
            try (LineWatch<V1Pod> watch = LineWatch.open(call, RawWatch::toPod)) {
                while (watch.hasNext()) {
                    dispatch(watch.next());
                }
            }
        } catch (ApiException | RuntimeException failure) {
            if (!stopped) {
                throw failure;
            }
        } finally {
            running.remove(call);
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        int now = client.getReadTimeout();
        boolean tooShort = now != 0 && now < 65_000;
        return tooShort ? client.setReadTimeout(70_000) : client;
    }

    @Override
    public void stop() {
        stopped = true;
        running.forEach(Call::cancel);
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String version = null;
        Call call = PodRequests.watch(client, namespace, null, true);
        try (LineWatch<JsonObject> watch = LineWatch.open(call, object -> object)) {
            while (watch.hasNext()) {
                Watch.Response<JsonObject> event = watch.next();
                if (event.status != null) {
                    onError(new Watch.Response<>(event.type, event.status));
                    continue;
                }
                String seen = metadata(event.object, "resourceVersion");
                version = seen == null ? version : seen;
                if (!event.type.equals("BOOKMARK")) {
                    dispatch(new Watch.Response<>(event.type, toPod(event.object)));
                }
            }
        }
        return version;
    }
}
