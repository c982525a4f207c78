package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.interleaving.PausePoint;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A call of the learner's {@code stop} on a thread of its own, because it may wait for a lock. */
final class StopCall {

    private final Lab lab;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private final BackgroundTask task;

    private StopCall(Lab lab, RawWatchLesson answer, PausePoint point) {
        this.lab = lab;
        task = lab.start("stop", () -> {
            point.watchCurrentThread();
            thread.set(Thread.currentThread());
            answer.stop();
            interrupted.set(Thread.interrupted());
        });
    }

    static StopCall start(Lab lab, RawWatchLesson answer) {
        return start(lab, answer, PausePoint.never());
    }

    /** Calls stop on a thread that pauses at this point, if the answer can be paused. */
    static StopCall start(Lab lab, RawWatchLesson answer, PausePoint point) {
        lab.timeline().recordCluster("the check called `stop`");
        return new StopCall(lab, answer, point);
    }

    /** Whether the call has returned, or waits for something. */
    boolean hasReturnedOrWaits() {
        return !task.isRunning() || task.isWaiting() || waitsForALock();
    }

    private boolean waitsForALock() {
        Thread caller = thread.get();
        return caller != null
                && (caller.getState() == Thread.State.BLOCKED
                        || LockSupport.getBlocker(caller) instanceof AbstractOwnableSynchronizer);
    }

    /** Waits until the call has returned. */
    void expectReturn() throws Exception {
        lab.expect("`stop` to return, while the thread in `run` waits for an event")
                .because(() -> waitsForALock()
                        ? "`stop` waits for a lock, and the thread in `run` keeps this lock while it waits for an event"
                        : "`stop` closes the watch, and need not wait for anything else")
                .until(() -> !task.isRunning())
                .otherwise(() -> waitsForALock()
                        ? "`stop` has not returned, because it waits for a lock"
                        : "it has not returned");
        lab.timeline().recordLearner("`stop` returned");
        lab.expect("`stop` not to interrupt the thread that calls it")
                .because("another thread waits for an event: the thread that is in `run`")
                .now(() -> !interrupted.get())
                .otherwise(() -> "after `stop`, the thread that called it was interrupted");
    }
}
