package dev.watchworks.conformance.scenario;

import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.http.LineStream;
import dev.watchworks.conformance.http.ServerRequest;
import dev.watchworks.conformance.transcript.Transcript;
import dev.watchworks.conformance.transcript.TranscriptNormalizer;
import dev.watchworks.conformance.transcript.TranscriptStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * The client of a scenario, with a namespace of its own on an API server. JSON may be written with single quotes.
 * Requests and responses are recorded in the transcript.
 */
public final class ScenarioClient implements AutoCloseable {
    /** A media type of PATCH. */
    public static final String MERGE = "application/merge-patch+json";

    /** A media type of PATCH. */
    public static final String STRATEGIC = "application/strategic-merge-patch+json";

    /** A media type of PATCH. */
    public static final String JSON_PATCH = "application/json-patch+json";

    /** A media type of PATCH: server-side apply of YAML, and so of JSON. */
    public static final String APPLY = "application/apply-patch+yaml";

    /** The label of all namespaces of scenarios. */
    public static final String LABEL = "conformance.watchworks.dev/scenario";

    /** More requests than a limited server serves at a time. */
    private static final int MOST_REQUESTS = 100;

    private static final int TOO_MANY = 429;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15L * Integer.getInteger("lab.patience", 1));

    private final ApiServer server;
    private final String tag;
    private final List<TranscriptStep> steps = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<ScenarioWatch> watches = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();

    /**
     * Creates the namespace.
     *
     * @param tag distinguishes this run of the scenario from others on the same cluster
     */
    public ScenarioClient(ApiServer server, String tag) {
        this.server = server;
        this.tag = tag;
        texts.put("conformance-" + tag, "{namespace}");
        texts.put(tag, "{tag}");
        send("POST", "/api/v1/namespaces", Map.of(), """
                {'apiVersion':'v1','kind':'Namespace','metadata':{'name':'%s','labels':{'%s':'true'}}}""".formatted(namespace(), LABEL));
        removals.add("/api/v1/namespaces/" + namespace());
    }

    /** The scenario's own namespace. */
    public String namespace() {
        return "conformance-" + tag;
    }

    /**
     * Returns a unique name for a cluster-scoped object. The object is deleted at the end.
     *
     * @param collection the path of the resource, such as {@code /api/v1/nodes}
     */
    public String clusterScopedName(String collection, String name) {
        removals.add(collection + "/" + name + "-" + tag);
        return name + "-" + tag;
    }

    /**
     * Returns the path of a resource of the core group in the namespace.
     *
     * @param resource such as {@code configmaps} or {@code pods/a}
     */
    public String in(String resource) {
        return "/api/v1/namespaces/" + namespace() + "/" + resource;
    }

    /** Returns the path of a resource of a named group in the namespace. */
    public String in(String groupVersion, String resource) {
        return "/apis/" + groupVersion + "/namespaces/" + namespace() + "/" + resource;
    }

    /**
     * RewaitingRequests a random text, or a number of this server, in the transcript.
     *
     * @return the text
     */
    public String placeholder(String text, String words) {
        texts.put(text, words);
        return text;
    }

    /** GET. */
    public ScenarioResponse get(String path) {
        return request("GET", path, Map.of(), "");
    }

    /** GET with an Accept header, such as for a Table. */
    public ScenarioResponse get(String path, String accept) {
        return request("GET", path, Map.of("Accept", accept), "");
    }

    /**
     * GET without a record, where the response depends on the cluster's size or version and a scenario checks only
     * parts of it.
     */
    public ScenarioResponse getUnrecorded(String path, String accept) {
        return new ScenarioResponse(
                "GET " + path, server.send(new ServerRequest("GET", path, Map.of("Accept", accept), "")));
    }

    /** POST of JSON. */
    public ScenarioResponse post(String path, String json) {
        return request("POST", path, Map.of("Content-Type", "application/json"), json);
    }

    /** PUT of JSON. */
    public ScenarioResponse put(String path, String json) {
        return request("PUT", path, Map.of("Content-Type", "application/json"), json);
    }

    /** PATCH with a media type. */
    public ScenarioResponse patch(String path, String type, String body) {
        return request("PATCH", path, Map.of("Content-Type", type), body);
    }

    /** PATCH by a merge patch. */
    public ScenarioResponse merge(String path, String json) {
        return patch(path, MERGE, json);
    }

    /** PATCH by server-side apply; the manager may be followed by other parameters, as in {@code a&force=true}. */
    public ScenarioResponse apply(String path, String manager, String configuration) {
        return patch(path + "?fieldManager=" + manager, APPLY, configuration);
    }

    /** DELETE. */
    public ScenarioResponse delete(String path) {
        return request("DELETE", path, Map.of(), "");
    }

    /** DELETE with DeleteOptions. */
    public ScenarioResponse delete(String path, String options) {
        return request("DELETE", path, Map.of("Content-Type", "application/json"), options);
    }

    /** Any request. */
    public ScenarioResponse request(String method, String path, Map<String, String> headers, String body) {
        ServerRequest request = new ServerRequest(method, path, headers, ScenarioJson.quoted(body));
        var answer = server.send(request);
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> {
            if (!value.equals("application/json")) {
                lines.add(name + ": " + value);
            }
        });
        if (!body.isEmpty()) {
            lines.add(TranscriptStep.SENT + request.body().strip().replaceAll("\\p{Cntrl}", "."));
        }
        lines.add(head(answer.code(), answer.headers()));
        // A real server formats some responses over many lines. The line breaks are not compared.
        ScenarioJson.inOneLine(answer.body()).lines().forEach(lines::add);
        steps.add(new TranscriptStep(method + " " + path, lines));
        return new ScenarioResponse(method + " " + path, answer);
    }

    /** Creates a namespace by a protobuf message, as kubectl's typed commands do. */
    public ScenarioResponse protobufNamespace(String name) {
        String namespace = field(1, field(1, name));
        String message = "k8s\0" + field(1, field(1, "v1") + field(2, "Namespace")) + field(2, namespace);
        Map<String, String> headers =
                Map.of("Content-Type", "application/vnd.kubernetes.protobuf", "Accept", "application/json");
        return request("POST", "/api/v1/namespaces", headers, message);
    }

    /** Encodes a text field of a protobuf message. All bytes are below 128, so the result is text too. */
    private static String field(int number, String content) {
        return "" + (char) (number << 3 | 2) + (char) content.length() + content;
    }

    /** Creates a config map. */
    public ScenarioResponse configMap(String name) {
        return post(in("configmaps"), "{'metadata':{'name':'" + name + "'}}").code(201);
    }

    /** Creates a config map with labels, such as {@code 'on':'1'}. */
    public ScenarioResponse configMap(String name, String labels) {
        return post(in("configmaps"), "{'metadata':{'name':'" + name + "','labels':{" + labels + "}}}")
                .code(201);
    }

    /** Creates a pod that no scheduler binds. */
    public ScenarioResponse pod(String name) {
        return post(in("pods"), podJson(name)).code(201);
    }

    /** Returns a pod that no scheduler binds, as JSON. */
    public static String podJson(String name) {
        return "{'metadata':{'name':'" + name + "'},'spec':{'schedulerName':'nobody','containers':[{'name':'web',"
                + "'image':'nginx:1.27'}]}}";
    }

    /** Returns a deployment that no controller rolls out, as JSON. */
    public static String deploymentJson(String name) {
        return "{'metadata':{'name':'" + name + "'},'spec':{'replicas':0,'paused':true,'selector':{'matchLabels':"
                + "{'app':'" + name + "'}},'template':{'metadata':{'labels':{'app':'" + name + "'}},'spec':"
                + "{'containers':[{'name':'web','image':'nginx:1.27'}]}}}}";
    }

    /** Changes a config map. */
    public ScenarioResponse changeConfigMap(String name, String value) {
        return merge(in("configmaps/" + name), "{'data':{'value':'" + value + "'}}")
                .code(200);
    }

    /** Opens a watch; {@code watch=true} is added to the path. */
    public ScenarioWatch watch(String path) {
        return watch(path, "application/json");
    }

    /** Opens a watch with an Accept header. */
    public ScenarioWatch watch(String path, String accept) {
        String full = path + (path.contains("?") ? "&" : "?") + "watch=true";
        LineStream stream = server.open(new ServerRequest("GET", full, Map.of("Accept", accept), ""));
        String name = "watch " + (watches.size() + 1);
        steps.add(new TranscriptStep("GET " + full + " as " + name, List.of(head(stream.code(), stream.headers()))));
        ScenarioWatch watch =
                new ScenarioWatch(name, stream, full.contains("allowWatchBookmarks=true"), LONGEST_WAIT, steps::add);
        watches.add(watch);
        return watch;
    }

    /**
     * Repeats a GET until the response is as wanted. The requests are not recorded.
     *
     * @throws AssertionError when it takes too long
     */
    public ScenarioResponse await(String path, Predicate<ScenarioResponse> wanted) {
        return await(ServerRequest.get(path), wanted);
    }

    /** The same for a POST of JSON. */
    public ScenarioResponse awaitPost(String path, String json, Predicate<ScenarioResponse> wanted) {
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        return await(new ServerRequest("POST", path, headers, ScenarioJson.quoted(json)), wanted);
    }

    private ScenarioResponse await(ServerRequest request, Predicate<ScenarioResponse> wanted) {
        String name = request.method() + " " + request.path();
        long deadline = System.nanoTime() + LONGEST_WAIT.multipliedBy(4).toNanos();
        while (true) {
            ScenarioResponse reply = new ScenarioResponse(name, server.send(request));
            if (wanted.test(reply)) {
                return reply;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " did not become as expected in time; it is " + reply.body());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /**
     * Opens requests that wait for a future version, until the server rejects one with 429. They end by themselves
     * after three seconds, and are not recorded.
     *
     * @throws AssertionError when the server never refuses one
     */
    public void fillRequestsInFlight() {
        ServerRequest waiting = ServerRequest.get(in("configmaps?resourceVersion=" + Long.MAX_VALUE));
        Thread[] waitingRequests = new Thread[MOST_REQUESTS];
        for (int count = 0; count < MOST_REQUESTS; count++) {
            waitingRequests[count] = new Thread(() -> server.send(waiting), "waiting request " + count);
            waitingRequests[count].start();
            if (server.send(ServerRequest.get(in("configmaps"))).code() == TOO_MANY) {
                return;
            }
        }
        throw new AssertionError("the server served " + MOST_REQUESTS + " requests at once and refused none");
    }

    /** Returns the transcript so far. */
    public Transcript transcript() {
        return TranscriptNormalizer.normalize(steps, texts);
    }

    private void send(String method, String path, Map<String, String> headers, String body) {
        server.send(new ServerRequest(method, path, headers, ScenarioJson.quoted(body)));
    }

    private static String head(int code, Map<String, String> headers) {
        StringBuilder head = new StringBuilder().append(code);
        List.of("Content-Type", "Warning", "Retry-After").forEach(name -> {
            if (headers.containsKey(name)) {
                head.append(' ').append(name).append(": ").append(headers.get(name));
            }
        });
        return head.toString();
    }

    /** Closes the watches, and deletes the objects that the scenario created. */
    @Override
    public void close() {
        watches.forEach(ScenarioWatch::close);
        removals.forEach(path -> server.send(new ServerRequest("DELETE", path, Map.of(), "")));
    }
}
