package dev.watchworks.labkit;

import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.cluster.Cluster;
import dev.watchworks.labkit.cluster.Connection;
import dev.watchworks.labkit.cluster.ReachedCluster;
import dev.watchworks.labkit.timeline.CheckTimeline;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What is set up for one check and torn down after it: namespace, gateway, clients, kubeconfig. */
final class LabBench {

    private final Cluster cluster;
    private final boolean ownCluster;
    private final String namespace;
    private final ApiClient direct;
    private final Gateway gateway;
    private final Connection connection;
    private final ApiClient client;
    private final Path folder;
    private final Path kubeconfig;

    private LabBench(ReachedCluster reached, boolean ownCluster, String namespace) throws IOException {
        this.cluster = reached.cluster();
        this.ownCluster = ownCluster;
        this.namespace = namespace;
        this.direct = reached.client();
        this.gateway = gateway(cluster);
        this.connection = new Connection(gateway.url(), gateway.token(), gateway.caCertificatePem());
        this.client = connection.client();
        this.folder = Files.createTempDirectory("watchworks");
        this.kubeconfig = connection.writeKubeconfig(folder.resolve("kubeconfig"), namespace);
    }

    /**
     * Sets a bench up.
     *
     * @param ownCluster whether the cluster is this check's alone and ends with it
     * @throws EnvironmentTrouble if anything of it does not work
     */
    static LabBench open(ReachedCluster reached, boolean ownCluster, String lesson) {
        String namespace = "lab-" + UUID.randomUUID().toString().substring(0, 8);
        LabBench bench;
        try {
            bench = new LabBench(reached, ownCluster, namespace);
        } catch (IOException full) {
            throw new EnvironmentTrouble("no temporary folder can be made", "make room for temporary files", full);
        }
        // last, so that nothing stays behind on a cluster that others use when the rest does not work
        bench.createNamespace(lesson);
        return bench;
    }

    private void createNamespace(String lesson) {
        V1Namespace wanted = new V1Namespace()
                .metadata(new V1ObjectMeta().name(namespace).labels(Map.of("watchworks.dev/lab", lesson)));
        try {
            new CoreV1Api(direct).createNamespace(wanted).execute();
        } catch (ApiException refused) {
            gateway.close();
            throw new EnvironmentTrouble(
                    "the cluster \"" + cluster.name() + "\" would not create a namespace for the check",
                    "see whether a firewall or a proxy stands between this JVM and " + cluster.url(),
                    refused);
        }
    }

    private static Gateway gateway(Cluster cluster) {
        Upstream upstream = Upstream.of(cluster.url()).withBearerToken(cluster.token());
        String authority = cluster.caCertificatePem();
        try {
            return Gateway.start(authority.isEmpty() ? upstream : upstream.withCaCertificate(authority));
        } catch (RuntimeException refused) {
            throw new EnvironmentTrouble(
                    "the gateway in front of the cluster did not start",
                    "see whether this machine lets a JVM listen on 127.0.0.1",
                    refused);
        }
    }

    Gateway gateway() {
        return gateway;
    }

    String namespace() {
        return namespace;
    }

    ApiClient direct() {
        return direct;
    }

    ApiClient client() {
        return client;
    }

    Connection connection() {
        return connection;
    }

    Path kubeconfig() {
        return kubeconfig;
    }

    Hands hands(CheckTimeline timeline) {
        return new Hands(direct, namespace, timeline);
    }

    Optional<Cluster> ownCluster() {
        return ownCluster ? Optional.of(cluster) : Optional.empty();
    }

    /** Ends the learner's connections first, so that code which waits for the wire comes back. */
    void close() {
        gateway.close();
        if (ownCluster) {
            cluster.close();
        } else if (!cluster.disposable()) {
            deleteNamespace();
        }
        try {
            Files.deleteIfExists(kubeconfig);
            Files.deleteIfExists(folder);
        } catch (IOException kept) {
            // a file in the temporary folder does no harm
        }
    }

    private void deleteNamespace() {
        try {
            new CoreV1Api(direct).deleteNamespace(namespace).execute();
        } catch (ApiException kept) {
            // the label says whose it is
        }
    }
}
