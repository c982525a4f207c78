package dev.watchworks.k3s;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.cluster.Cluster;
import dev.watchworks.labkit.cluster.Clusters;
import dev.watchworks.labkit.cluster.KubeconfigReader;
import org.testcontainers.k3s.K3sContainer;

/**
 * A container with k3s that runs.
 *
 * @param reused whether it is left running for the next JVM, as the user allowed Testcontainers to do
 */
record K3sCluster(K3sContainer container, Upstream upstream, boolean reused) implements Cluster {

    static Cluster of(K3sContainer container, boolean reused) {
        Upstream upstream = KubeconfigReader.parse("the kubeconfig of k3s", container.getKubeConfigYaml())
                .upstream();
        return new K3sCluster(container, upstream, reused);
    }

    @Override
    public String name() {
        return Clusters.K3S;
    }

    @Override
    public boolean disposable() {
        return !reused;
    }

    @Override
    public void compact() {
        throw new UnsupportedOperationException("k3s offers no way to forget its history");
    }

    @Override
    public void close() {
        if (!reused) {
            container.stop();
        }
    }
}
