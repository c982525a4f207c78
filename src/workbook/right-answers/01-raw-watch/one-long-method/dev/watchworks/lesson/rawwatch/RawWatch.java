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
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.Watchable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import okhttp3.Call;

public class RawWatch implements RawWatchLesson {

    private volatile boolean stopWasCalled = false;
    private volatile Watchable<V1Pod> watchOfRun = null;

    @Override
    public ApiClient connect(Path kubeconfig) throws IOException {
        String fileName = kubeconfig.toAbsolutePath().toString();
        ApiClient client = Config.fromConfig(fileName);
        return client;
    }

    @Override
    public String list(ApiClient client, String namespace) throws ApiException {
        CoreV1Api api = new CoreV1Api(client);
        V1PodList podList = api.listNamespacedPod(namespace).execute();
        List<V1Pod> pods = podList.getItems();
        for (int i = 0; i < pods.size(); i++) {
            V1Pod pod = pods.get(i);
            System.out.println("pod: " + pod.getMetadata().getName());
        }
        String version = podList.getMetadata().getResourceVersion();
        return version;
    }

    @Override
    public Watchable<V1Pod> openWatch(ApiClient client, String namespace, String resourceVersion) throws ApiException {
        CoreV1Api api = new CoreV1Api(client);
        CoreV1Api.APIlistNamespacedPodRequest request = api.listNamespacedPod(namespace);
        request.watch(true);
        request.timeoutSeconds(60);
        if (resourceVersion != null) {
            request.resourceVersion(resourceVersion);
        }
        Call call = request.buildCall(null);
        Watch<V1Pod> watch = Watch.createWatch(client, call, new TypeToken<Watch.Response<V1Pod>>() {}.getType());
        return watch;
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
        if (stopWasCalled) {
            return;
        }
        Watchable<V1Pod> watch = openWatch(client, namespace, null);
        try {
            try {
                watchOfRun = watch;
                // stop may have come while the watch was opening
                if (stopWasCalled) {
                    return;
                }
                while (watch.hasNext()) {
                    Watch.Response<V1Pod> event = watch.next();
                    dispatch(event);
                }
            } finally {
                watchOfRun = null;
                watch.close();
            }
        } catch (RuntimeException e) {
            if (stopWasCalled == false) {
                throw e;
            }
        }
    }

    @Override
    public ApiClient forWatching(ApiClient client) {
        int seventySeconds = 70 * 1000;
        if (client.getReadTimeout() != 0 && client.getReadTimeout() < seventySeconds) {
            client.setReadTimeout(seventySeconds);
        }
        return client;
    }

    @Override
    public void stop() throws IOException {
        stopWasCalled = true;
        Watchable<V1Pod> watch = watchOfRun;
        if (watch != null) {
            watch.close();
        }
    }

    @Override
    public String runWithBookmarks(ApiClient client, String namespace) throws ApiException, IOException {
        String lastVersion = null;
        CoreV1Api api = new CoreV1Api(client);
        CoreV1Api.APIlistNamespacedPodRequest request = api.listNamespacedPod(namespace);
        request.watch(true);
        request.timeoutSeconds(60);
        request.allowWatchBookmarks(true);
        Watch<JsonObject> watch = Watch.createWatch(
                client, request.buildCall(null), new TypeToken<Watch.Response<JsonObject>>() {}.getType());
        try {
            while (watch.hasNext()) {
                Watch.Response<JsonObject> line = watch.next();
                if (line.status != null) {
                    Watch.Response<V1Pod> error = new Watch.Response<V1Pod>(line.type, line.status);
                    onError(error);
                } else {
                    JsonObject metadata = line.object.get("metadata").getAsJsonObject();
                    lastVersion = metadata.get("resourceVersion").getAsString();
                    if (line.type.equals("ADDED")) {
                        V1Pod pod = JSON.deserialize(line.object.toString(), V1Pod.class);
                        System.out.println("new Pod: " + pod.getMetadata().getName());
                    }
                }
            }
        } finally {
            watch.close();
        }
        return lastVersion;
    }
}
