package dev.watchworks.conformance.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user of whom a real API server takes only a few requests at a time. Priority and fairness know the user by name; the
 * requests are the administrator's, who speaks for it. What is set up for it on the cluster is removed by {@link #close}.
 */
public final class ThrottledApiServer implements ApiServer {
    private static final String NAME = "conformance-crowd";
    private static final String PRIORITIES = "/apis/flowcontrol.apiserver.k8s.io/v1/";
    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/";

    /** Where each object goes, and what it says beyond its name. */
    private static final Map<String, String> OBJECTS = objects();

    private final ApiServer server;

    private ThrottledApiServer(ApiServer server) {
        this.server = server;
    }

    /**
     * Sets the limit.
     *
     * @param server a real one, asked as an administrator
     * @throws IllegalStateException if the server refuses that
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

    /** Leaves the server open, which others use. */
    @Override
    public void close() {
        OBJECTS.keySet()
                .forEach(collection -> server.send(new ServerRequest("DELETE", collection + "/" + NAME, Map.of(), "")));
    }
}
