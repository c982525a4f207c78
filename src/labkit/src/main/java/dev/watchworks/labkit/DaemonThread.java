package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.ThrowingRunnable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What is got ready beside the checks, on a thread of its own that belongs to none of them and keeps no JVM alive. */
final class DaemonThread {

    private DaemonThread() {}

    /**
     * Starts it.
     *
     * @param name the thread's
     * @return completed with what the task returns, or exceptionally with whatever it throws
     */
    static <T> CompletableFuture<T> start(String name, Callable<T> task) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        startDaemon(name, () -> {
            try {
                outcome.complete(task.call());
            } catch (Throwable failure) {
                outcome.completeExceptionally(failure);
            }
        });
        return outcome;
    }

    /** Starts what may fail: whoever needs it will meet the same, and tell it with its context. */
    static void attempt(String name, ThrowingRunnable task) {
        startDaemon(name, () -> {
            try {
                task.run();
            } catch (Throwable dropped) {
                // told by whoever needs it
            }
        });
    }

    private static void startDaemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
