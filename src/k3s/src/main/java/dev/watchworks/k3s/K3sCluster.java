package dev.watchworks.k3s;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.fixture.cluster.KubeconfigReader;
import dev.watchworks.labkit.fixture.cluster.LabCluster;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.k3s.K3sContainer;

/** k3s in a container. It runs until the JVM ends, or longer when the user allows reuse. */
record K3sCluster(Upstream upstream, Optional<String> kubeconfig) implements LabCluster {

    static K3sCluster of(K3sContainer container) {
        String kubeconfig = container.getKubeConfigYaml();
        return new K3sCluster(
                KubeconfigReader.parse("the kubeconfig of k3s", kubeconfig).upstream(), Optional.of(kubeconfig));
    }

    /** Makes an object for the container of the JVM that wrote this file. */
    static K3sCluster ofAnotherJvm(Path kubeconfig) {
        return new K3sCluster(
                KubeconfigReader.read(kubeconfig, Optional.empty()).upstream(), Optional.empty());
    }

    @Override
    public String name() {
        return Clusters.K3S;
    }

    /** Returns false, because later runs may use the same container. */
    @Override
    public boolean disposable() {
        return false;
    }

    @Override
    public void compact() {
        throw new UnsupportedOperationException("k3s cannot be made to forget its history");
    }

    @Override
    public void close() {
        // Testcontainers stops the container at the end of the JVM, unless it is reused
    }
}
