package dev.watchworks.k3s;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.fixture.cluster.KubeconfigReader;
import dev.watchworks.labkit.fixture.cluster.LabCluster;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.k3s.K3sContainer;

/** A container with k3s that runs, until the JVM ends or, where the user allowed reuse, beyond that. */
record K3sCluster(Upstream upstream, Optional<String> kubeconfig) implements LabCluster {

    static K3sCluster of(K3sContainer container) {
        String kubeconfig = container.getKubeConfigYaml();
        return new K3sCluster(
                KubeconfigReader.parse("the kubeconfig of k3s", kubeconfig).upstream(), Optional.of(kubeconfig));
    }

    /** The container of the JVM that wrote this file. */
    static K3sCluster ofAnotherJvm(Path kubeconfig) {
        return new K3sCluster(
                KubeconfigReader.read(kubeconfig, Optional.empty()).upstream(), Optional.empty());
    }

    @Override
    public String name() {
        return Clusters.K3S;
    }

    /** The next run of this JVM, or of the next, works on it too. */
    @Override
    public boolean disposable() {
        return false;
    }

    @Override
    public void compact() {
        throw new UnsupportedOperationException("k3s offers no way to forget its history");
    }

    @Override
    public void close() {
        // Testcontainers ends it with the JVM, unless it is to be reused.
    }
}
