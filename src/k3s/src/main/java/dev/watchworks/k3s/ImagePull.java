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
 * Fetches an image, with a line on the screen every few seconds. Testcontainers would try for two minutes in silence where
 * there is no registry; this gives up as soon as nothing comes any more.
 */
record ImagePull(DockerClient client, Consumer<String> progress) {

    /** Longer than a registry takes for its first answer, and short enough to wait for in vain. */
    private static final Duration STALLED_AFTER = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /**
     * Fetches the image, if this machine does not have it.
     *
     * @throws EnvironmentException if it cannot be had
     */
    void unlessPresent(String image) {
        if (isPresent(image)) {
            return;
        }
        progress.accept("k3s: fetching the image " + image + ", once; it has some 250 MB ...");
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
        progress.accept("k3s: the image is here");
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
        long nextLine = System.nanoTime() + BETWEEN_LINES.toNanos();
        while (!ended(image, pulled)) {
            long now = System.nanoTime();
            if (now - pulled.lastNews() > STALLED_AFTER.toNanos()) {
                throw new TimeoutException("nothing came for " + STALLED_AFTER.toSeconds() + " seconds");
            }
            if (now - nextLine > 0) {
                nextLine = now + BETWEEN_LINES.toNanos();
                progress.accept("k3s: " + pulled.describe());
            }
        }
    }

    private static boolean ended(String image, ImagePullProgress pulled) throws InterruptedException {
        try {
            pulled.end().get(200, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException goesOn) {
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
                "the image " + image + " is not on this machine and could not be fetched: " + reason,
                "see whether there is a network and whether `docker pull " + image + "` works; -D"
                        + K3sProvider.IMAGE_PROPERTY + "=IMAGE names another; " + Docker.WITHOUT,
                why);
    }
}
