package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A server that answers in place of the cluster, with a certificate that the cluster's authority did not sign. */
final class Impostor {

    /** Nothing listens there, and nothing has to: no request should get so far. */
    private static final String NO_CLUSTER = "http://127.0.0.1:9";

    private static final String WHY =
            "if a client accepts any certificate, somebody else can answer at that address, and the client sends its "
                    + "token to a stranger";

    private final Lab lab;
    private final Gateway server;
    private final GatewayConnection connection;

    private Impostor(Lab lab, Gateway server) {
        this.lab = lab;
        this.server = server;
        GatewayConnection genuine = lab.connection();
        connection = new GatewayConnection(server.url(), genuine.token(), genuine.caCertificatePem());
    }

    static Impostor start(Lab lab) {
        Gateway server = Gateway.start(Upstream.of(NO_CLUSTER));
        lab.atEnd(server::close);
        lab.timeline().recordCluster("another server answers, with a certificate of another authority");
        return new Impostor(lab, server);
    }

    String url() {
        return server.url();
    }

    /** A kubeconfig with this server's address, the cluster's authority and the learner's token. */
    Path kubeconfig() {
        return connection.writeKubeconfig(lab.kubeconfig().resolveSibling("impostor-kubeconfig"), lab.namespace());
    }

    /** A client for this server that trusts only the cluster's authority. */
    ApiClient client() {
        return connection.client();
    }

    /** Sends a request with the learner's client, and expects that the client does not trust this server. */
    void expectRefusalBy(ApiClient client) throws Exception {
        ClientProbe.failureOfAList(client, lab.namespace());
        lab.expect("your client to send nothing to a server whose certificate another authority signed")
                .because(WHY)
                .now(() -> server.timeline().exchanges().isEmpty())
                .otherwise(() -> "your client trusted that server, and sent its request and its token");
    }

    /** Uses another name for the cluster's own server, and expects that the client does not accept the certificate. */
    static void expectRefusalOfAnotherName(Lab lab, ApiClient client) throws Exception {
        client.setHttpClient(client.getHttpClient()
                        .newBuilder()
                        .dns(host -> List.of(loopback()))
                        .build())
                .setBasePath("https://other.example:"
                        + URI.create(lab.connection().url()).getPort());
        ClientProbe.failureOfAList(client, lab.namespace());
        lab.expect("your client to send nothing to a server whose certificate is for another name")
                .because(
                        "a certificate names its server; a client compares this name with the address that it asked for, "
                                + "or else the certificate of one server is good for all servers")
                .now(() -> lab.wire().exchanges().isEmpty())
                .otherwise(() -> "your client trusted the server for the name other.example, and sent its request");
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByName("127.0.0.1");
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
