package dev.watchworks.runner.checkjvm;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the user named for the proof, for the JVMs of the checks. A cluster that has to be started first,
 * such as k3s in its container, is started once, and all JVMs share it.
 */
final class CheckJvmCluster {

    /** The system properties by which labkit finds a running cluster. */
    private static final List<String> PROPERTIES =
            List.of(Clusters.PROPERTY, "lab.kubeconfig", "lab.context", "lab.k3s.kubeconfig");

    private static @Nullable Path started;
    private static @Nullable IllegalStateException failed;

    private CheckJvmCluster() {}

    /**
     * Returns the options with which a JVM uses the cluster.
     *
     * @throws IllegalStateException when the cluster cannot be used, with the reason and the remedy
     */
    static List<String> options() {
        Stream<String> named = PROPERTIES.stream()
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name));
        return needsStart()
                ? Stream.concat(named, Stream.of("-Dlab.k3s.kubeconfig=" + started()))
                        .toList()
                : named.toList();
    }

    private static boolean needsStart() {
        return Clusters.selected().equals(Clusters.K3S) && System.getProperty("lab.k3s.kubeconfig") == null;
    }

    /** A start that failed is not repeated, because each proof would wait for it again. */
    private static synchronized Path started() {
        if (failed != null) {
            throw failed;
        }
        Path kubeconfig = started;
        if (kubeconfig == null) {
            try {
                kubeconfig =
                        write(Clusters.start(Clusters.selected()).kubeconfig().orElseThrow());
                started = kubeconfig;
            } catch (EnvironmentException trouble) {
                failed = new IllegalStateException(
                        "The proof has no cluster: " + trouble.problem() + "; " + trouble.remedy() + ".", trouble);
                throw failed;
            }
        }
        return kubeconfig;
    }

    private static Path write(String kubeconfig) {
        try {
            // Only the owner may read it.
            Path file = Files.createTempFile("k3s", ".kubeconfig");
            file.toFile().deleteOnExit();
            return Files.writeString(file, kubeconfig);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
