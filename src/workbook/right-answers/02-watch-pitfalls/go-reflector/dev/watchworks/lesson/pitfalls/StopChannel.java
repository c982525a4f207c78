package dev.watchworks.lesson.pitfalls;

import java.time.Duration;
import okhttp3.Call;

/** chan struct{}: somebody closes it once. It also keeps the call that a close has to cancel. */
final class StopChannel {

    private boolean closed;
    private Call call;

    void close() {
        Call toCancel;
        synchronized (this) {
            closed = true;
            toCancel = call;
            notifyAll();
        }
        if (toCancel != null) {
            toCancel.cancel();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** ctx, cancel := context.WithCancel(…): a close cancels this call. */
    synchronized void cancels(Call next) {
        call = next;
        if (closed && next != null) {
            next.cancel();
        }
    }

    /** select { case <-stopCh: case <-time.After(…): } */
    synchronized void waitFor(Duration time) throws InterruptedException {
        long start = System.nanoTime();
        Duration left = time;
        while (!closed && left.compareTo(Duration.ZERO) > 0) {
            wait(left.toMillis(), left.toNanosPart() % 1_000_000);
            left = time.minusNanos(System.nanoTime() - start);
        }
    }
}
