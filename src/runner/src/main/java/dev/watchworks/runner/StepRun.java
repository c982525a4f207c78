package dev.watchworks.runner;

import dev.watchworks.runner.checkjvm.CheckRun;
import dev.watchworks.runner.lesson.Lesson;

/** One run of a step: compile, check, and check the steps that were green. It is dropped when the learner saves again. */
final class StepRun {

    private final Lesson lesson;
    private final int step;
    private final long savedAt;
    private final Workers workers;
    private CheckRun current = new CheckRun();
    private boolean isDropped;

    /**
     * Prepares a run.
     *
     * @param savedAt when the learner saved, in {@link System#nanoTime()}
     */
    StepRun(Lesson lesson, int step, long savedAt, Workers workers) {
        this.lesson = lesson;
        this.step = step;
        this.savedAt = savedAt;
        this.workers = workers;
    }

    Lesson lesson() {
        return lesson;
    }

    int step() {
        return step;
    }

    long savedAt() {
        return savedAt;
    }

    synchronized boolean isDropped() {
        return isDropped;
    }

    /** Ends the run. Nothing that it still finds is published. */
    synchronized void drop() {
        if (!isDropped) {
            isDropped = true;
            workers.drop(current);
        }
    }

    /** The handle for the next part of the run. */
    synchronized CheckRun nextPart() {
        current = new CheckRun();
        if (isDropped) {
            current.cancel();
        }
        return current;
    }

    /** Does something, unless the run is dropped; a drop waits until it is done. */
    synchronized void ifCurrent(Runnable task) {
        if (!isDropped) {
            task.run();
        }
    }
}
