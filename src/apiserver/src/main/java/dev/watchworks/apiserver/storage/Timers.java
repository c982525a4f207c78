package dev.watchworks.apiserver.storage;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks after a delay. */
public interface Timers extends AutoCloseable {

    /** Runs a task once after a delay, on a thread that it must not block; the result cancels it. */
    Runnable schedule(Duration delay, Runnable task);

    @Override
    void close();

    /** Timers that one daemon thread serves. */
    static Timers daemon() {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread daemon = new Thread(task, "apiserver-timers");
            daemon.setDaemon(true);
            return daemon;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new Timers() {
            @Override
            public Runnable schedule(Duration delay, Runnable task) {
                ScheduledFuture<?> later = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> later.cancel(false);
            }

            @Override
            public void close() {
                thread.shutdownNow();
            }
        };
    }
}
