package dev.watchworks.apiserver.controller.loop;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer on a daemon thread of its own, which sleeps while nothing is due. */
public final class ThreadTimer implements Timer {
    private final ScheduledThreadPoolExecutor executor;

    public ThreadTimer() {
        executor = new ScheduledThreadPoolExecutor(1, LoopThreads.named("apiserver-timer"));
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Alarm after(Duration delay, Runnable action) {
        try {
            ScheduledFuture<?> future = executor.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        LoopThreads.awaitEnd(executor);
    }
}
