package dev.watchworks.apiserver.controllers.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few daemon threads that all loops share. */
public final class ControllerThreads implements Executor, AutoCloseable {
    /** Loops never block, so two keep a laptop's cluster busy; more would only contend for the one writer. */
    private static final int THREADS = 2;

    /** A sync lasts microseconds; one that takes longer to end is broken and must not hang whoever stops the server. */
    private static final int SECONDS_TO_END = 5;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("apiserver-loop"));

    @Override
    public void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException closed) {
            // The server stops: what is left undone is done by whoever starts loops on the same registry.
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        awaitEnd(executor);
    }

    static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    static void awaitEnd(ExecutorService executor) {
        try {
            executor.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
