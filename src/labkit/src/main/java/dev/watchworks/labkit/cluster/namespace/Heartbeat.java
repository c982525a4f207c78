package dev.watchworks.labkit.cluster.namespace;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows life at regular times, on a thread of its own that keeps no JVM alive. */
final class Heartbeat implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "lab-heartbeat");
        daemon.setDaemon(true);
        return daemon;
    });

    Heartbeat(Duration every, Runnable beat) {
        var unused = thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        beat.run();
                    } catch (RuntimeException missed) {
                        // One that is missed is made up for by the next.
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
