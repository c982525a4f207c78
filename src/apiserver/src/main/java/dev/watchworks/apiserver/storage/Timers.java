package dev.watchworks.apiserver.storage;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs tasks after a delay. */
public interface Timers extends AutoCloseable {

    /** Runs a task once after a delay. The task must not block the thread. The returned Runnable cancels the task. */
    Runnable schedule(Duration delay, Runnable task);

    @Override
    void close();

    /** Timers with one daemon thread. */
    static Timers daemon() {
        ScheduledThreadPoolExecutor thread =
                new ScheduledThreadPoolExecutor(1, task -> NotificationThread.newThread(task, "apiserver-timers"));
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
