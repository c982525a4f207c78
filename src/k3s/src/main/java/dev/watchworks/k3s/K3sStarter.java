package dev.watchworks.k3s;

import dev.watchworks.labkit.verdict.EnvironmentException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.testcontainers.k3s.K3sContainer;

/** Starts the container and prints a line every few seconds. */
record K3sStarter(K3sContainer container, String image, Consumer<String> progress) {

    /** k3s starts in 10 to 30 seconds, and more slowly on a slow machine. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    private static final int LAST_CHARACTERS = 600;

    K3sCluster run(boolean reuse) {
        long began = System.nanoTime();
        progress.accept("k3s: starting " + image + " ...");
        ScheduledExecutorService lines = Executors.newSingleThreadScheduledExecutor();
        var unused = lines.scheduleAtFixedRate(
                () -> progress.accept("k3s: still starting, " + seconds(began) + " s"),
                PROGRESS_INTERVAL.toMillis(),
                PROGRESS_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            container.withStartupTimeout(TIMEOUT);
            Docker.within(TIMEOUT.plus(PROGRESS_INTERVAL), () -> {
                container.start();
                return container;
            });
            progress.accept(
                    "k3s: ready after " + seconds(began) + " s" + (reuse ? "; it keeps running for the next run" : ""));
            return K3sCluster.of(container);
        } catch (ExecutionException | TimeoutException failure) {
            throw environment(failure);
        } finally {
            lines.shutdownNow();
        }
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private EnvironmentException environment(Exception failure) {
        String log = lastOfLog();
        container.stop();
        return new EnvironmentException(
                "k3s did not start in its container: " + deepest(failure)
                        + (log.isEmpty() ? "" : "; its log ends: " + log),
                "try `docker run --rm --privileged " + image
                        + " server`: k3s needs a privileged container "
                        + "on Linux with cgroups, or Docker Desktop; " + Docker.WITHOUT,
                failure);
    }

    private String lastOfLog() {
        try {
            String log = container.getContainerId() == null
                    ? ""
                    : container.getLogs().strip();
            return log.substring(Math.max(0, log.length() - LAST_CHARACTERS));
        } catch (RuntimeException gone) {
            return "";
        }
    }

    private static String deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
