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
 * What a scenario is played on: a namespace of its own on some API server. JSON may be written with single quotes. All
 * that is asked and answered goes into the transcript.
 */
public final class ScenarioClient implements AutoCloseable {
    /** A media type of PATCH. */
    public static final String MERGE = "application/merge-patch+json";

    /** A media type of PATCH. */
    public static final String STRATEGIC = "application/strategic-merge-patch+json";

    /** A media type of PATCH. */
    public static final String JSON_PATCH = "application/json-patch+json";

    /** The label by which namespaces of scenarios are known. */
    public static final String LABEL = "conformance.watchworks.dev/scenario";

    /** More than any server has that is limited for this. */
    private static final int MOST_PLACES = 100;

    private static final int TOO_MANY = 429;

    private static final Duration PATIENCE = Duration.ofSeconds(15L * Integer.getInteger("lab.patience", 1));

    private final ApiServer server;
    private final String tag;
    private final List<TranscriptStep> steps = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<ScenarioWatch> watches = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();

    /**
     * Makes the namespace.
     *
     * @param tag tells this run of the scenario from others on the same cluster
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

    /** A name for an object outside of namespaces, which no other scenario has. It is removed at the end. */
    public String clusterScopedName(String collection, String name) {
        removals.add(collection + "/" + name + "-" + tag);
        return name + "-" + tag;
    }

    /** The path of a resource of the core group in the namespace, such as {@code configmaps} or {@code pods/a}. */
    public String in(String resource) {
        return "/api/v1/namespaces/" + namespace() + "/" + resource;
    }

    /** The path of a resource of a named group in the namespace. */
    public String in(String groupVersion, String resource) {
        return "/apis/" + groupVersion + "/namespaces/" + namespace() + "/" + resource;
    }

    /** Tells a text that is random, or a number of this server, by other words in the transcript. */
    public String placeholder(String text, String words) {
        texts.put(text, words);
        return text;
    }

    /** GET. */
    public ScenarioResponse get(String path) {
        return request("GET", path, Map.of(), "");
    }

    /** GET in another form, such as a Table. */
    public ScenarioResponse get(String path, String accept) {
        return request("GET", path, Map.of("Accept", accept), "");
    }

    /** GET of what depends on the cluster's size or version: a scenario looks at parts of it, and nothing is recorded. */
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
        // Some answers of a real server are set in many lines; where the lines end is not compared.
        ScenarioJson.inOneLine(answer.body()).lines().forEach(lines::add);
        steps.add(new TranscriptStep(method + " " + path, lines));
        return new ScenarioResponse(method + " " + path, answer);
    }

    /** Makes a namespace as kubectl's typed commands do, by a protobuf message. */
    public ScenarioResponse protobufNamespace(String name) {
        String namespace = field(1, field(1, name));
        String message = "k8s\0" + field(1, field(1, "v1") + field(2, "Namespace")) + field(2, namespace);
        Map<String, String> headers =
                Map.of("Content-Type", "application/vnd.kubernetes.protobuf", "Accept", "application/json");
        return request("POST", "/api/v1/namespaces", headers, message);
    }

    /** A field of text in a protobuf message; all bytes are below 128, so that it is text itself. */
    private static String field(int number, String content) {
        return "" + (char) (number << 3 | 2) + (char) content.length() + content;
    }

    /** Makes a config map. */
    public ScenarioResponse configMap(String name) {
        return post(in("configmaps"), "{'metadata':{'name':'" + name + "'}}").code(201);
    }

    /** Makes a config map with labels, such as {@code 'on':'1'}. */
    public ScenarioResponse configMap(String name, String labels) {
        return post(in("configmaps"), "{'metadata':{'name':'" + name + "','labels':{" + labels + "}}}")
                .code(201);
    }

    /** Makes a pod that no scheduler looks at. */
    public ScenarioResponse pod(String name) {
        return post(in("pods"), podJson(name)).code(201);
    }

    /** A pod that no scheduler looks at, as JSON. */
    public static String podJson(String name) {
        return "{'metadata':{'name':'" + name + "'},'spec':{'schedulerName':'nobody','containers':[{'name':'web',"
                + "'image':'nginx:1.27'}]}}";
    }

    /** A deployment that no controller rolls out, as JSON. */
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

    /** Opens a watch in another form. */
    public ScenarioWatch watch(String path, String accept) {
        String full = path + (path.contains("?") ? "&" : "?") + "watch=true";
        LineStream stream = server.open(new ServerRequest("GET", full, Map.of("Accept", accept), ""));
        String name = "watch " + (watches.size() + 1);
        steps.add(new TranscriptStep("GET " + full + " as " + name, List.of(head(stream.code(), stream.headers()))));
        ScenarioWatch watch =
                new ScenarioWatch(name, stream, full.contains("allowWatchBookmarks=true"), PATIENCE, steps::add);
        watches.add(watch);
        return watch;
    }

    /** Asks again and again until the answer is as wanted, without a place in the transcript. */
    public ScenarioResponse await(String path, Predicate<ScenarioResponse> wanted) {
        long deadline = System.nanoTime() + PATIENCE.multipliedBy(4).toNanos();
        while (true) {
            ScenarioResponse reply = new ScenarioResponse("GET " + path, server.send(ServerRequest.get(path)));
            if (wanted.test(reply)) {
                return reply;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + path + ", which is " + reply.body());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /**
     * Makes requests that a server lets wait, for a version that does not come, until it turns another away. They end by
     * themselves after three seconds, and have no place in the transcript.
     */
    public void fillRequestsInFlight() {
        ServerRequest waiting = ServerRequest.get(in("configmaps?resourceVersion=" + Long.MAX_VALUE));
        Thread[] places = new Thread[MOST_PLACES];
        for (int place = 0; place < MOST_PLACES; place++) {
            places[place] = new Thread(() -> server.send(waiting), "place " + place);
            places[place].start();
            if (server.send(ServerRequest.get(in("configmaps"))).code() == TOO_MANY) {
                return;
            }
        }
        throw new AssertionError("the server took " + MOST_PLACES + " requests at once and turned none away");
    }

    /** What was said so far. */
    public Transcript transcript() {
        return TranscriptNormalizer.normalise(steps, texts);
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

    /** Ends the watches, and removes what the scenario made. */
    @Override
    public void close() {
        watches.forEach(ScenarioWatch::close);
        removals.forEach(path -> server.send(new ServerRequest("DELETE", path, Map.of(), "")));
    }
}
