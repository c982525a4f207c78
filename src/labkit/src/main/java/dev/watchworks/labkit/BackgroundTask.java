package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.ThrowingRunnable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Learner's code that runs in the background of a check, on a thread of its own. */
public final class BackgroundTask {

    /** Whose frames are on the stack of a thread that waits for an answer. */
    private static final String CALL = "okhttp3.";

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

    /** Whether it has neither returned nor thrown. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /**
     * Whether it waits now, as in a pause or for a lock, and not for an answer of the cluster. What a busy machine does not
     * let go on does not wait.
     */
    public boolean isWaiting() {
        Thread.State state = thread.getState();
        return (state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING)
                && Arrays.stream(thread.getStackTrace())
                        .noneMatch(frame -> frame.getClassName().startsWith(CALL));
    }

    /** What it threw, once it did; what it throws after {@link #stop} was called counts too. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(attempt.failure);
    }

    /** The failure, unless it was asked to stop or is allowed to fail. */
    Optional<Throwable> unexpectedFailure() {
        return attempt.mayFail ? Optional.empty() : failure();
    }

    /** From now on it may end in any way without the check being ended for it. */
    public BackgroundTask allowFailure() {
        attempt.mayFail = true;
        return this;
    }

    /** Interrupts it, and does not wait; from now on it may end in any way. */
    public void stop() {
        allowFailure();
        thread.interrupt();
    }

    /** Waits for its end, and says whether it came in time. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        thread.join(Math.max(1, atMost.toMillis()));
        return !thread.isAlive();
    }

    /** The run itself, shared between the thread and the check. */
    private static final class Attempt implements Runnable {

        private final ThrowingRunnable task;
        private volatile @Nullable Throwable failure;
        private volatile boolean mayFail;

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
