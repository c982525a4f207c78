package dev.watchworks.apiserver.storage;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread that calls listeners. So no writer waits for a listener, and no listener runs under a lock. */
public final class NotificationThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(NotificationThread.class.getName());

    private final ExecutorService thread;

    public NotificationThread(String name) {
        thread = new ThreadPoolExecutor(
                0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> newThread(task, name));
    }

    /** A daemon thread that has not started. */
    public static Thread newThread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs tasks in order. Logs the failure of a task and runs the next one. */
    public void run(Runnable task) {
        try {
            thread.execute(() -> runSafely(task));
        } catch (RejectedExecutionException closed) {
            LOG.log(System.Logger.Level.DEBUG, "The server is closed, the listeners get no call", closed);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            LOG.log(System.Logger.Level.ERROR, "A listener failed", failure);
        }
    }
}
