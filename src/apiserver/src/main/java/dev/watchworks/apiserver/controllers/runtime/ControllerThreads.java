package dev.watchworks.apiserver.controllers.runtime;

import dev.watchworks.apiserver.storage.NotificationThread;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few daemon threads that all controllers share. */
public final class ControllerThreads implements Executor, AutoCloseable {
    /** A sync never blocks, so two threads are enough; more would only compete for the registry's write lock. */
    private static final int THREADS = 2;

    /** A sync takes microseconds. One that takes this long is broken and must not keep the server from stopping. */
    private static final int SECONDS_TO_END = 5;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> NotificationThread.newThread(task, "apiserver-controller"));

    @Override
    public void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            // The server stops. Controllers that start later on the same registry do the rest.
        }
    }

    /** Interrupts the threads and waits until they have ended. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
