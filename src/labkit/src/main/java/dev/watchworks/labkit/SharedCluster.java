package dev.watchworks.labkit;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.fixture.cluster.ConnectedCluster;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one cluster of a JVM, started when the first check needs it; and whether checks can still be run beside it. */
final class SharedCluster implements AutoCloseable {

    /** The embedded cluster takes a second; an image may have to be fetched, which says by itself when it is stuck. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(20);

    private @Nullable ConnectedCluster cluster;
    private @Nullable EnvironmentException failed;
    private @Nullable String unusableReason;

    /** The cluster; a start that failed once is not tried again. */
    synchronized ConnectedCluster get() {
        if (failed != null) {
            throw failed;
        }
        ConnectedCluster running = cluster;
        if (running == null) {
            try {
                running = start();
                cluster = running;
            } catch (EnvironmentException trouble) {
                failed = trouble;
                throw trouble;
            }
        }
        return running;
    }

    /**
     * Why this cluster is none for this check, if so. A cluster that cannot be had is no reason: the check says that
     * itself.
     */
    Optional<String> cannotRun(Method check) {
        if (check.isAnnotationPresent(OwnCluster.class) && !Clusters.selected().equals(Clusters.EMBEDDED)) {
            return Optional.of("it forgets a cluster's history, which only the embedded cluster allows");
        }
        if (!check.isAnnotationPresent(NeedsAllNamespaces.class)
                || !Clusters.selected().equals(Clusters.KUBECONFIG)) {
            return Optional.empty();
        }
        try {
            return get().namespaces()
                    .onlyOne()
                    .map(namespace ->
                            "it looks at all namespaces, and your credentials are for " + namespace + " alone");
        } catch (EnvironmentException trouble) {
            return Optional.empty();
        }
    }

    /** Starts another cluster beside it, which the caller closes. */
    static ConnectedCluster start() {
        CompletableFuture<ConnectedCluster> starting =
                DaemonThread.start("lab-cluster-start", () -> ConnectedCluster.of(Clusters.start(Clusters.selected())));
        try {
            return starting.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof EnvironmentException trouble
                    ? trouble
                    : trouble("the cluster did not start", failure.getCause());
        } catch (TimeoutException late) {
            throw trouble("the cluster did not start within " + START_PATIENCE.toMinutes() + " minutes", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw trouble("the start of the cluster was interrupted", interrupted);
        }
    }

    private static EnvironmentException trouble(String what, @Nullable Throwable cause) {
        return new EnvironmentException(what, "see whether this machine lets a JVM listen on 127.0.0.1", cause);
    }

    /** Why no more checks can be run in this JVM, if so. */
    synchronized Optional<String> unusableReason() {
        return Optional.ofNullable(unusableReason);
    }

    /** From now on no more checks can be run. */
    synchronized void markUnusable(String reason) {
        unusableReason = reason;
    }

    @Override
    public synchronized void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
