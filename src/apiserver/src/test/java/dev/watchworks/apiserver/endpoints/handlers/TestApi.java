package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.WatchCacheSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The API on a store of its own with the real table of kinds, a namespace {@code default}, and time that stands still. */
final class TestApi implements AutoCloseable {
    static final String MAPS = "/api/v1/namespaces/default/configmaps";
    static final String PODS = "/api/v1/namespaces/default/pods";
    static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/default/leases";

    final ManualTime time = new ManualTime();
    final Store store;
    final GenericRegistry registry;
    final RequestDispatcher dispatcher;

    TestApi() {
        this(WatchCacheSettings.KUBERNETES, HandlerSettings.DEFAULT_MAXIMUM_LAG);
    }

    TestApi(WatchCacheSettings history, int maximumLag) {
        store = new Store(time, history, time);
        registry = new GenericRegistry(new ResourceTypes(BuiltinResourceTypes.all()), store, time, 7);
        HandlerSettings settings = new HandlerSettings(maximumLag, 7, pod -> "one\ntwo\nthree\n");
        ResourceRouter router = new ResourceRouter(registry, store, settings);
        dispatcher = new RequestDispatcher((info, headers) -> null, 0, registry.resourceTypes(), router::handle);
        post("/api/v1/namespaces", "{'metadata':{'name':'default'}}");
    }

    /** An answer, its body read as JSON. */
    record Answer(int code, JsonNode body, Map<String, String> headers) {
        String message() {
            return body.path("message").asText();
        }

        String reason() {
            return body.path("reason").asText();
        }

        String version() {
            return body.path("metadata").path("resourceVersion").asText();
        }

        List<String> names() {
            List<String> names = new ArrayList<>();
            body.path("items")
                    .forEach(
                            item -> names.add(item.path("metadata").path("name").asText()));
            return names;
        }
    }

    Answer get(String path) {
        return send("GET", path, "", "");
    }

    Answer get(String path, String accept) {
        return answer(start("GET", path, "", "", accept));
    }

    Answer post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    Answer put(String path, String body) {
        return send("PUT", path, "application/json", body);
    }

    Answer put(String path, JsonNode body) {
        return put(path, new String(Json.write(body), StandardCharsets.UTF_8));
    }

    Answer delete(String path) {
        return send("DELETE", path, "", "");
    }

    Answer delete(String path, String body) {
        return send("DELETE", path, "application/json", body);
    }

    Answer merge(String path, String patch) {
        return send("PATCH", path, "application/merge-patch+json", patch);
    }

    Answer strategic(String path, String patch) {
        return send("PATCH", path, "application/strategic-merge-patch+json", patch);
    }

    Answer operations(String path, String patch) {
        return send("PATCH", path, "application/json-patch+json", patch);
    }

    /** Sends a request; in bodies that begin with a brace or bracket apostrophes stand for quotation marks. */
    Answer send(String method, String path, String contentType, String body) {
        return answer(start(method, path, contentType, body, ""));
    }

    CompletionStage<ApiResponse> start(String method, String path, String contentType, String body, String accept) {
        String json = body.startsWith("{") || body.startsWith("[") ? body.replace('\'', '"') : body;
        Map<String, String> headers = new LinkedHashMap<>();
        if (!contentType.isEmpty()) {
            headers.put("content-type", contentType);
        }
        if (!accept.isEmpty()) {
            headers.put("accept", accept);
        }
        int question = path.indexOf('?');
        RequestInfo info = RequestInfo.of(
                method,
                question < 0 ? path : path.substring(0, question),
                question < 0 ? null : path.substring(question + 1));
        return dispatcher.handle(new ApiRequest(info, headers, json.getBytes(StandardCharsets.UTF_8)));
    }

    static Answer answer(CompletionStage<ApiResponse> stage) {
        ApiResponse response = stage.toCompletableFuture().join();
        if (!(response instanceof ApiResponse.Whole whole)) {
            throw new AssertionError("a stream was not expected");
        }
        boolean json = whole.contentType().startsWith("application/json");
        JsonNode body = json ? Json.read(whole.body()) : Json.text(new String(whole.body(), StandardCharsets.UTF_8));
        return new Answer(whole.code(), body, whole.headers());
    }

    TestWatch watch(String path) {
        return watch(path, "");
    }

    TestWatch watch(String path, String accept) {
        String separator = path.contains("?") ? "&" : "?";
        ApiResponse response = start("GET", path + separator + "watch=true", "", "", accept)
                .toCompletableFuture()
                .join();
        if (!(response instanceof ApiResponse.Stream stream)) {
            throw new AssertionError(
                    "no watch but " + answer(java.util.concurrent.CompletableFuture.completedFuture(response)));
        }
        return new TestWatch(stream.watch());
    }

    /** Creates a config map and returns it. */
    ObjectNode map(String name) {
        return (ObjectNode) post(MAPS, "{'metadata':{'name':'" + name + "'}}").body();
    }

    /** Creates a pod and returns it. */
    ObjectNode pod(String name) {
        return (ObjectNode) post(
                        PODS,
                        "{'metadata':{'name':'" + name
                                + "','labels':{'app':'web'}},'spec':{'containers':[{'name':'web','image':'nginx'}]}}")
                .body();
    }

    /** Creates a deployment and returns it. */
    ObjectNode deployment(String name) {
        return (ObjectNode) post(
                        DEPLOYMENTS,
                        "{'metadata':{'name':'" + name
                                + "'},'spec':{'replicas':2,'selector':{'matchLabels':{'app':'web'}},'template':{"
                                + "'metadata':{'labels':{'app':'web'}},'spec':{'containers':["
                                + "{'name':'web','image':'nginx'},{'name':'side','image':'side'}]}}}}")
                .body();
    }

    @Override
    public void close() {
        registry.close();
        store.close();
    }
}
