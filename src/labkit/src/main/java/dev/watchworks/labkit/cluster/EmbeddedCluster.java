package dev.watchworks.labkit.cluster;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;

/** The API server in this JVM. */
final class EmbeddedCluster {

    private EmbeddedCluster() {}

    static Cluster start() {
        throw new EnvironmentTrouble(
                "the embedded cluster is still being built",
                "use -Dlab.cluster=kubeconfig -Dlab.kubeconfig=FILE",
                null);
    }
}
