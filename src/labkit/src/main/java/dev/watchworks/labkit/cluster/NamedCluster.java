package dev.watchworks.labkit.cluster;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import java.nio.file.Path;
import java.util.Optional;

/** A cluster that the user names by {@code -Dlab.kubeconfig} and, if need be, {@code -Dlab.context}. */
record NamedCluster(Upstream upstream, Optional<String> givenNamespace) implements Cluster {

    static Cluster read() {
        String file = System.getProperty("lab.kubeconfig", "");
        if (file.isEmpty()) {
            throw new EnvironmentTrouble(
                    "-D" + Clusters.PROPERTY + "=kubeconfig names no cluster",
                    "add -Dlab.kubeconfig=FILE, and -Dlab.context=NAME where the file has several",
                    null);
        }
        KubeconfigReader reader =
                KubeconfigReader.read(Path.of(file), Optional.ofNullable(System.getProperty("lab.context")));
        return new NamedCluster(reader.upstream(), reader.namespace());
    }

    @Override
    public String name() {
        return "kubeconfig";
    }

    @Override
    public boolean disposable() {
        return false;
    }

    @Override
    public void compact() {
        throw new UnsupportedOperationException("a lab does not compact a cluster that others use");
    }

    @Override
    public void close() {
        // the cluster is not ours
    }
}
