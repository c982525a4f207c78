package dev.watchworks.conformance.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user whose requests a real API server limits to a few at a time. Priority and fairness match the user by name; the
 * administrator sends the requests and impersonates the user. {@link #close} removes the objects that this class
 * creates on the cluster.
 */
public final class ThrottledApiServer implements ApiServer {
    private static final String NAME = "conformance-crowd";
    private static final String PRIORITIES = "/apis/flowcontrol.apiserver.k8s.io/v1/";
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/";

    /** The path of each object, and its content without the name. */
    private static final Map<String, String> OBJECTS = objects();

    private final ApiServer server;

    private ThrottledApiServer(ApiServer server) {
        this.server = server;
    }

    /**
     * Sets the limit.
     *
     * @param server a real server, with the credentials of an administrator
     * @throws IllegalStateException when the server refuses the limit
     */
    public static ThrottledApiServer of(ApiServer server) {
        OBJECTS.forEach((collection, rest) -> {
            String json = "{\"metadata\":{\"name\":\"" + NAME + "\"}," + rest + "}";
            ServerResponse answer = server.send(
                    new ServerRequest("POST", collection, Map.of("Content-Type", "application/json"), json));
            if (answer.code() != 201 && answer.code() != 409) {
                throw new IllegalStateException("the server does not limit a user: POST " + collection + " got "
                        + answer.code() + ": " + answer.body());
            }
        });
        return new ThrottledApiServer(server);
    }

    private static Map<String, String> objects() {
        Map<String, String> objects = new LinkedHashMap<>();
        objects.put(ROLES + "clusterrolebindings", """
                "roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"cluster-admin"},
                "subjects":[{"apiGroup":"rbac.authorization.k8s.io","kind":"User","name":"%s"}]""".formatted(NAME));
        objects.put(PRIORITIES + "prioritylevelconfigurations", """
                "spec":{"type":"Limited","limited":{"nominalConcurrencyShares":1,"lendablePercent":0,
                "borrowingLimitPercent":0,"limitResponse":{"type":"Reject"}}}""");
        objects.put(PRIORITIES + "flowschemas", """
                "spec":{"priorityLevelConfiguration":{"name":"%1$s"},"matchingPrecedence":100,"rules":[{
                "subjects":[{"kind":"User","user":{"name":"%1$s"}}],"resourceRules":[{"verbs":["*"],"apiGroups":["*"],
                "resources":["*"],"clusterScope":true,"namespaces":["*"]}]}]}""".formatted(NAME));
        return objects;
    }

    @Override
    public ServerResponse send(ServerRequest request) {
        return server.send(asOneOfIt(request));
    }

    @Override
    public LineStream open(ServerRequest request) {
        return server.open(asOneOfIt(request));
    }

    private static ServerRequest asOneOfIt(ServerRequest request) {
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.put("Impersonate-User", NAME);
        return new ServerRequest(request.method(), request.path(), headers, request.body());
    }

    /** Removes the limit; the server stays open for others. */
    @Override
    public void close() {
        OBJECTS.keySet()
                .forEach(collection -> server.send(new ServerRequest("DELETE", collection + "/" + NAME, Map.of(), "")));
    }
}
