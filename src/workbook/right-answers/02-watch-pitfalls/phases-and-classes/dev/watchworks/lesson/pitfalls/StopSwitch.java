package dev.watchworks.lesson.pitfalls;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;

/** Can be thrown once. Then it cancels the request in progress and all later ones, and ends each pause. */
final class StopSwitch {

    private final Lock lock = new ReentrantLock();
    private final Condition thrown = lock.newCondition();
    private boolean isThrown;
    private Call inProgress;

    boolean isThrown() {
        lock.lock();
        try {
            return isThrown;
        } finally {
            lock.unlock();
        }
    }

    /** Guards a request. After a stop the call is cancelled, and whoever executes it gets an IOException. */
    Call guard(Call call) {
        lock.lock();
        try {
            inProgress = call;
            if (isThrown) {
                call.cancel();
            }
            return call;
        } finally {
            lock.unlock();
        }
    }

    /** The request is over. */
    void release(Call call) {
        lock.lock();
        try {
            if (inProgress == call) {
                inProgress = null;
            }
        } finally {
            lock.unlock();
        }
    }

    void pause(Duration time) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos(time);
            while (left > 0 && !isThrown) {
                left = thrown.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration time) {
        try {
            return time.toNanos();
        } catch (ArithmeticException centuries) {
            return Long.MAX_VALUE;
        }
    }

    void throwIt() {
        lock.lock();
        try {
            isThrown = true;
            thrown.signalAll();
            if (inProgress != null) {
                inProgress.cancel();
            }
        } finally {
            lock.unlock();
        }
    }
}
