package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.ThrowingRunnable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs learner's code on a thread of its own while the check continues. */
public final class BackgroundTask {

    /** Frames of this package are on the stack of a thread that waits for a response. */
    private static final String HTTP_CLIENT = "okhttp3.";

    private final Thread thread;
    private final Attempt attempt;

    private BackgroundTask(Thread thread, Attempt attempt) {
        this.thread = thread;
        this.attempt = attempt;
    }

    static BackgroundTask start(ThrowingRunnable task, Function<Runnable, Thread> starter) {
        Attempt attempt = new Attempt(task);
        return new BackgroundTask(starter.apply(attempt), attempt);
    }

    /** Whether the code has neither returned nor thrown. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /**
     * Whether the thread waits now, for a time or for a lock. A thread that waits for a response of the cluster does
     * not count, nor does a thread that is ready to run but gets no processor.
     */
    public boolean isWaiting() {
        // State and stack from one moment: between two looks, a thread gets its response and runs on.
        ThreadInfo look = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        return look != null
                && (look.getThreadState() == Thread.State.WAITING
                        || look.getThreadState() == Thread.State.TIMED_WAITING)
                && Arrays.stream(look.getStackTrace())
                        .noneMatch(frame -> frame.getClassName().startsWith(HTTP_CLIENT));
    }

    /** The exception that the code threw, even after {@link #stop}; empty while the code runs, or if it returned. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(attempt.failure);
    }

    /** The failure, or empty when the task was stopped or is allowed to fail. */
    Optional<Throwable> unexpectedFailure() {
        return attempt.isAllowedToFail ? Optional.empty() : failure();
    }

    /** Lets the task fail from now on without ending the check. */
    public BackgroundTask allowFailure() {
        attempt.isAllowedToFail = true;
        return this;
    }

    /** Interrupts the thread and does not wait for its end. From now on the task may fail. */
    public void stop() {
        allowFailure();
        thread.interrupt();
    }

    /** Waits for the end of the task, and returns whether it came in time. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        thread.join(Math.max(1, atMost.toMillis()));
        return !thread.isAlive();
    }

    /** Runs the code and keeps its failure for the check. */
    private static final class Attempt implements Runnable {

        private final ThrowingRunnable task;
        private volatile @Nullable Throwable failure;
        private volatile boolean isAllowedToFail;

        Attempt(ThrowingRunnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
            } catch (Throwable thrown) {
                failure = thrown;
            }
        }
    }
}
