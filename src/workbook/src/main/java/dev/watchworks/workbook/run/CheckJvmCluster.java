package dev.watchworks.workbook.run;

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
 * The cluster that the user named for the proof, for the JVMs of the checks. One that has to be started first, as k3s in its
 * container, is started once, here, and shared by all of them.
 */
final class CheckJvmCluster {

    /** What labkit reads to find a cluster that runs already. */
    private static final List<String> PROPERTIES =
            List.of(Clusters.PROPERTY, "lab.kubeconfig", "lab.context", "lab.k3s.kubeconfig");

    private static @Nullable Path started;
    private static @Nullable IllegalStateException failed;

    private CheckJvmCluster() {}

    /**
     * The options that lead a JVM to it.
     *
     * @throws IllegalStateException if it cannot be had, with the reason and the remedy
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

    /** A start that failed once is not tried again, or each proof would wait for it anew. */
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
            // for the owner's eyes alone
            Path file = Files.createTempFile("k3s", ".kubeconfig");
            file.toFile().deleteOnExit();
            return Files.writeString(file, kubeconfig);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
