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

/** The way to a container engine, as Testcontainers finds it. */
record Docker(DockerClient client) {

    /** What stands in every message about a missing Docker. */
    static final String WITHOUT = "or leave -Dlab.cluster out: the embedded cluster needs neither Docker nor an image";

    /** Takes another number of seconds, for machines that are very busy. */
    static final String PATIENCE_PROPERTY = "lab.k3s.patience";

    /** A Docker that runs answers within a second; a learner does not wait longer than this to hear that it does not. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger(PATIENCE_PROPERTY, 15));

    private static final String UNIX = "unix://";

    /**
     * Finds the engine.
     *
     * @throws EnvironmentException if none answers in time, saying whether it is missing or forbidden
     */
    static Docker reach() {
        lookForSocket();
        boolean available;
        try {
            available = within(PATIENCE, () -> DockerClientFactory.instance().isDockerAvailable());
        } catch (ExecutionException | TimeoutException silent) {
            throw missing("no Docker answered within " + PATIENCE.toSeconds() + " seconds", silent);
        }
        if (!available) {
            throw missing("no Docker was found", null);
        }
        try {
            return new Docker(
                    within(PATIENCE, () -> DockerClientFactory.instance().client()));
        } catch (ExecutionException | TimeoutException unready) {
            throw new EnvironmentException(
                    "Docker runs, but Testcontainers did not get ready on it within " + PATIENCE.toSeconds()
                            + " seconds; it first fetches small images of its own (testcontainers/ryuk)",
                    "run it again, in case the download was only slow; without a network set "
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
                throw missing("no Docker was found: DOCKER_HOST names " + socket + ", which is not there", null);
            }
            if (Files.exists(socket) && !Files.isWritable(socket)) {
                throw new EnvironmentException(
                        "Docker is there, but you may not use it: " + socket + " is not writable for "
                                + System.getProperty("user.name"),
                        "add yourself to its group (on Linux: sudo usermod -aG docker $USER, then log in again), "
                                + WITHOUT,
                        null);
            }
        }
    }

    private static EnvironmentException missing(String what, @Nullable Throwable cause) {
        return new EnvironmentException(
                what + ", which -Dlab.cluster=k3s needs",
                "start Docker (or Podman, Rancher Desktop), " + WITHOUT,
                cause);
    }

    /** Runs this on a thread that is left behind when it takes too long. */
    static <T> T within(Duration patience, Callable<T> what) throws ExecutionException, TimeoutException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(what.call());
                    } catch (Throwable failure) {
                        result.completeExceptionally(failure);
                    }
                },
                "lab-docker");
        thread.setDaemon(true);
        thread.start();
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("the start of k3s was interrupted", "run it again", interrupted);
        }
    }
}
