package dev.watchworks.labkit;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The benches of a run's checks on the shared cluster. While a check runs, the next one's bench is set up beside it: a check
 * mostly waits, or leaves a second processor idle. Only where the cluster is this JVM's own; on one that others use nothing
 * is made that may not be needed.
 */
final class CheckFixtures implements AutoCloseable {

    private final SharedCluster shared;
    private final String lesson;
    private int taken;
    private @Nullable CompletableFuture<CheckFixture> next;

    CheckFixtures(SharedCluster shared, String lesson) {
        this.shared = shared;
        this.lesson = lesson;
    }

    /** The bench of a check, which the caller closes. */
    synchronized CheckFixture take() {
        CheckFixture bench = prepared();
        if (bench == null) {
            bench = CheckFixture.open(shared.get(), false, lesson);
        }
        taken++;
        // a run of one check needs no other
        if (taken > 1 && Clusters.selected().equals(Clusters.EMBEDDED)) {
            next = open(shared, lesson);
        }
        return bench;
    }

    /** Null where none was prepared, or where that failed: who tries once more tells why. */
    private @Nullable CheckFixture prepared() {
        CompletableFuture<CheckFixture> preparing = next;
        next = null;
        if (preparing == null) {
            return null;
        }
        try {
            return preparing.join();
        } catch (CompletionException failed) {
            return null;
        }
    }

    /** Opens a bench beside the check that runs. */
    static CompletableFuture<CheckFixture> open(SharedCluster shared, String lesson) {
        return DaemonThread.start("lab-next-bench", () -> CheckFixture.open(shared.get(), false, lesson));
    }

    /** Puts away what no check came for. */
    @Override
    public synchronized void close() {
        CompletableFuture<CheckFixture> preparing = next;
        next = null;
        if (preparing != null) {
            try {
                preparing.join().close();
            } catch (CompletionException failed) {
                // then there is nothing to put away
            }
        }
    }
}
