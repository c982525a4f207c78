package dev.watchworks.labkit.interleaving;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A place at which one thread waits: before its nth operation in the learner's code. An operation is a call, an access to
 * a field, or the begin or end of a {@code synchronized} block.
 */
public final class PausePoint {

    private static final ThreadLocal<@Nullable PausePoint> CURRENT = new ThreadLocal<>();

    private final int number;
    private final CountDownLatch paused = new CountDownLatch(1);
    private final CountDownLatch resumed = new CountDownLatch(1);
    private volatile int operations;
    private volatile String place = "";

    private PausePoint(int number) {
        this.number = number;
    }

    /** Returns a place before the nth operation, counted from 1. */
    public static PausePoint before(int operation) {
        return new PausePoint(operation);
    }

    /** Returns a place that is never reached, to count the operations of a thread. */
    public static PausePoint never() {
        return new PausePoint(0);
    }

    /** Counts the operations of the calling thread from now on, and pauses it at this place. */
    public void watchCurrentThread() {
        CURRENT.set(this);
    }

    /** Is called before each operation, by the code that {@link PausingClassLoader} inserts. */
    public static void reach() {
        PausePoint point = CURRENT.get();
        if (point != null) {
            point.count();
        }
    }

    private void count() {
        int next = operations + 1;
        operations = next;
        if (next != number) {
            return;
        }
        place = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(PausePoint.class.getName()))
                        .findFirst()
                        .map(frame -> "`" + frame.getMethodName() + "` (" + frame.getFileName() + ":"
                                + frame.getLineNumber() + ")")
                        .orElse(""));
        paused.countDown();
        try {
            resumed.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many operations the thread has reached so far. */
    public int operations() {
        return operations;
    }

    /** Returns whether the thread has reached this place. */
    public boolean isReached() {
        return paused.getCount() == 0;
    }

    /** Returns the place in the learner's code, such as {@code `run` (RawWatch.java:79)}; empty before it is reached. */
    public String place() {
        return place;
    }

    /** Lets the thread continue. */
    public void resume() {
        resumed.countDown();
    }
}
