package dev.watchworks.labkit;

import dev.watchworks.gateway.Gateway;
import dev.watchworks.labkit.fixture.cluster.ConnectedCluster;
import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import dev.watchworks.labkit.fixture.cluster.LabCluster;
import dev.watchworks.labkit.fixture.namespace.LabNamespace;
import dev.watchworks.labkit.report.timeline.CheckTimeline;
import dev.watchworks.labkit.verdict.EnvironmentException;
import io.kubernetes.client.openapi.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is set up for one check and torn down after it: namespace, gateway, clients, kubeconfig. */
final class CheckFixture {

    private final LabCluster cluster;
    private final boolean ownCluster;
    private final LabNamespace namespace;
    private final ApiClient direct;
    private final Gateway gateway;
    private final GatewayConnection connection;
    private final ApiClient client;
    private @Nullable Path kubeconfig;

    private CheckFixture(ConnectedCluster reached, boolean ownCluster, LabNamespace namespace) {
        this.cluster = reached.cluster();
        this.ownCluster = ownCluster;
        this.namespace = namespace;
        this.direct = reached.client();
        this.gateway = ResponseDelay.of(gateway(reached));
        this.connection = new GatewayConnection(gateway.url(), gateway.token(), gateway.caCertificatePem());
        this.client = connection.client();
    }

    /**
     * Sets a bench up.
     *
     * @param ownCluster whether the cluster is this check's alone and ends with it
     * @throws EnvironmentException if anything of it does not work
     */
    static CheckFixture open(ConnectedCluster reached, boolean ownCluster, String lesson) {
        CheckFixture bench =
                new CheckFixture(reached, ownCluster, reached.namespaces().next(lesson));
        // last, so that nothing stays behind on a cluster that others use when the rest does not work
        bench.openNamespace();
        return bench;
    }

    private void openNamespace() {
        try {
            namespace.open();
        } catch (EnvironmentException trouble) {
            gateway.close();
            throw trouble;
        }
    }

    private static Gateway gateway(ConnectedCluster reached) {
        try {
            return Gateway.start(reached.cluster().upstream(), reached.learnersLimit());
        } catch (RuntimeException refused) {
            throw new EnvironmentException(
                    "the gateway in front of the cluster did not start",
                    "see whether this machine lets a JVM listen on 127.0.0.1",
                    refused);
        }
    }

    Gateway gateway() {
        return gateway;
    }

    String namespace() {
        return namespace.name();
    }

    ApiClient direct() {
        return direct;
    }

    ApiClient client() {
        return client;
    }

    GatewayConnection connection() {
        return connection;
    }

    /** Written for the first who asks: most checks do not. */
    synchronized Path kubeconfig() {
        Path written = kubeconfig;
        if (written == null) {
            try {
                Path folder = Files.createTempDirectory("watchworks");
                written = connection.writeKubeconfig(folder.resolve("kubeconfig"), namespace.name());
                kubeconfig = written;
            } catch (IOException full) {
                throw new EnvironmentException(
                        "no temporary folder can be made", "make room for temporary files", full);
            }
        }
        return written;
    }

    ClusterActions hands(CheckTimeline timeline) {
        return new ClusterActions(direct, namespace.name(), timeline);
    }

    Optional<LabCluster> ownCluster() {
        return ownCluster ? Optional.of(cluster) : Optional.empty();
    }

    /** Ends the learner's connections first, so that code which waits for the wire comes back. */
    void close() {
        gateway.close();
        if (ownCluster) {
            cluster.close();
        } else {
            namespace.close();
        }
        deleteKubeconfig();
    }

    private synchronized void deleteKubeconfig() {
        if (kubeconfig != null) {
            try {
                Files.deleteIfExists(kubeconfig);
                Files.deleteIfExists(kubeconfig.getParent());
            } catch (IOException kept) {
                // a file in the temporary folder does no harm
            }
        }
    }
}
