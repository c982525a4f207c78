package dev.watchworks.labkit;

import dev.watchworks.labkit.cluster.Clusters;
import dev.watchworks.labkit.cluster.ReachedCluster;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one cluster of a JVM, started when the first check needs it; and whether checks can still be run beside it. */
final class SharedCluster implements AutoCloseable {

    /** The embedded cluster takes a second; one in a container may have to be fetched. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private @Nullable ReachedCluster cluster;
    private @Nullable EnvironmentTrouble failed;
    private @Nullable String spoiled;

    /** The cluster; a start that failed once is not tried again. */
    synchronized ReachedCluster get() {
        if (failed != null) {
            throw failed;
        }
        ReachedCluster running = cluster;
        if (running == null) {
            try {
                running = start();
                cluster = running;
            } catch (EnvironmentTrouble trouble) {
                failed = trouble;
                throw trouble;
            }
        }
        return running;
    }

    /** Starts another cluster beside it, which the caller closes. */
    static ReachedCluster start() {
        CompletableFuture<ReachedCluster> starting = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        starting.complete(
                                ReachedCluster.of(Clusters.start(System.getProperty(Clusters.PROPERTY, "embedded"))));
                    } catch (Throwable failure) {
                        starting.completeExceptionally(failure);
                    }
                },
                "lab-cluster-start");
        thread.setDaemon(true);
        thread.start();
        try {
            return starting.get(START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof EnvironmentTrouble trouble
                    ? trouble
                    : trouble("the cluster did not start", failure.getCause());
        } catch (TimeoutException late) {
            throw trouble("the cluster did not start within " + START_PATIENCE.toMinutes() + " minutes", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw trouble("the start of the cluster was interrupted", interrupted);
        }
    }

    private static EnvironmentTrouble trouble(String what, @Nullable Throwable cause) {
        return new EnvironmentTrouble(what, "see whether this machine lets a JVM listen on 127.0.0.1", cause);
    }

    /** Why no more checks can be run in this JVM, if so. */
    synchronized Optional<String> spoiled() {
        return Optional.ofNullable(spoiled);
    }

    /** From now on no more checks can be run. */
    synchronized void spoil(String reason) {
        spoiled = reason;
    }

    @Override
    public synchronized void close() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
