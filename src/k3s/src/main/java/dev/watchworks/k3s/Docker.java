package dev.watchworks.k3s;

import com.github.dockerjava.api.DockerClient;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;

/** A client for the container engine that Testcontainers finds. */
record Docker(DockerClient client) {

    /** The end of every message about a missing Docker. */
    static final String WITHOUT = "or leave -Dlab.cluster out: the embedded cluster needs neither Docker nor an image";

    /** The system property that sets another timeout, in seconds, for a very busy machine. */
    static final String TIMEOUT_PROPERTY = "lab.k3s.patience";

    /** A running Docker responds within a second, and a learner should not wait long for the error message. */
    private static final Duration TIMEOUT = Duration.ofSeconds(Integer.getInteger(TIMEOUT_PROPERTY, 15));

    private static final String UNIX = "unix://";

    /**
     * Finds the engine.
     *
     * @throws EnvironmentException when no engine responds in time; the message says whether it is missing or not
     *     permitted
     */
    static Docker reach() {
        lookForSocket();
        boolean available;
        try {
            available = within(TIMEOUT, () -> DockerClientFactory.instance().isDockerAvailable());
        } catch (ExecutionException | TimeoutException silent) {
            throw missing("no Docker responded within " + TIMEOUT.toSeconds() + " seconds", silent);
        }
        if (!available) {
            throw missing("no Docker was found", null);
        }
        try {
            return new Docker(
                    within(TIMEOUT, () -> DockerClientFactory.instance().client()));
        } catch (ExecutionException | TimeoutException unready) {
            throw new EnvironmentException(
                    "Docker runs, but Testcontainers was not ready within " + TIMEOUT.toSeconds()
                            + " seconds; it first pulls a small image of its own (testcontainers/ryuk)",
                    "run it again, in case the download was only slow; without a network, set "
                            + "TESTCONTAINERS_RYUK_DISABLED=true and TESTCONTAINERS_CHECKS_DISABLE=true in the "
                            + "environment; " + WITHOUT,
                    unready);
        }
    }

    private static void lookForSocket() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", UNIX + "/var/run/docker.sock");
        if (host.startsWith(UNIX)) {
            Path socket = Path.of(host.substring(UNIX.length()));
            if (System.getenv().containsKey("DOCKER_HOST") && !Files.exists(socket)) {
                throw missing("no Docker was found: DOCKER_HOST names " + socket + ", which does not exist", null);
            }
            if (Files.exists(socket) && !Files.isWritable(socket)) {
                throw new EnvironmentException(
                        "Docker runs, but you may not use it: " + socket + " is not writable for "
                                + System.getProperty("user.name"),
                        "add yourself to its group (on Linux: sudo usermod -aG docker $USER, then log in again), "
                                + WITHOUT,
                        null);
            }
        }
    }

    private static EnvironmentException missing(String problem, @Nullable Throwable cause) {
        return new EnvironmentException(
                problem + "; -Dlab.cluster=k3s needs Docker",
                "start Docker (or Podman, Rancher Desktop), " + WITHOUT,
                cause);
    }

    /** Runs the task on a daemon thread. When it takes too long, the thread keeps running. */
    static <T> T within(Duration timeout, Callable<T> task) throws ExecutionException, TimeoutException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(task.call());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "lab-docker");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("the start of k3s was interrupted", "run it again", interrupted);
        }
    }
}
