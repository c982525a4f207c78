package dev.watchworks.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.watchworks.labkit.verdict.EnvironmentException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pulls an image and prints its progress every few seconds. Testcontainers itself prints nothing and tries for two
 * minutes when the registry is missing; this class stops when there is no progress.
 */
record ImagePull(DockerClient client, Consumer<String> progress) {

    /** Longer than a registry needs for its first response. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(5);

    /**
     * Pulls the image unless this machine has it.
     *
     * @throws EnvironmentException when the pull fails
     */
    void unlessPresent(String image) {
        if (isPresent(image)) {
            return;
        }
        progress.accept("k3s: pulling the image " + image + ", about 250 MB, only once ...");
        ImagePullProgress pulled = new ImagePullProgress();
        try {
            Docker.within(STALLED_AFTER, () -> client.pullImageCmd(image).exec(pulled));
            await(image, pulled);
        } catch (ExecutionException refused) {
            throw failed(image, refused.getCause());
        } catch (TimeoutException silent) {
            throw failed(image, silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(image, interrupted);
        }
        progress.accept("k3s: the image is pulled");
    }

    private boolean isPresent(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException absent) {
            return false;
        }
    }

    private void await(String image, ImagePullProgress pulled) throws InterruptedException, TimeoutException {
        long nextLine = System.nanoTime() + PROGRESS_INTERVAL.toNanos();
        while (!ended(image, pulled)) {
            long now = System.nanoTime();
            if (now - pulled.lastProgress() > STALLED_AFTER.toNanos()) {
                throw new TimeoutException("no data for " + STALLED_AFTER.toSeconds() + " seconds");
            }
            if (now - nextLine > 0) {
                nextLine = now + PROGRESS_INTERVAL.toNanos();
                progress.accept("k3s: " + pulled.describe());
            }
        }
    }

    private static boolean ended(String image, ImagePullProgress pulled) throws InterruptedException {
        try {
            pulled.end().get(200, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException refused) {
            throw failed(image, refused.getCause());
        }
    }

    private static EnvironmentException failed(String image, @Nullable Throwable why) {
        String reason = why == null || why.getMessage() == null
                ? "no reason was given"
                : why.getMessage().strip().lines().findFirst().orElse("");
        return new EnvironmentException(
                "the image " + image + " is not on this machine and could not be pulled: " + reason,
                "check the network, and try `docker pull " + image + "`; -D" + K3sProvider.IMAGE_PROPERTY
                        + "=IMAGE selects another image; " + Docker.WITHOUT,
                why);
    }
}
