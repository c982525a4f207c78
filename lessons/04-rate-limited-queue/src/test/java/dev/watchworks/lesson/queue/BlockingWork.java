package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Work that ends only when the check releases it, and that records the keys in work. */
final class BlockingWork implements QueueLesson.Work {

    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> inProgress = new CopyOnWriteArrayList<>();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final List<String> interrupted = new CopyOnWriteArrayList<>();
    private final Lab lab;
    private final boolean ignoresInterrupts;
    private volatile int maxConcurrent;

    BlockingWork(Lab lab) {
        this(lab, false);
    }

    private BlockingWork(Lab lab, boolean ignoresInterrupts) {
        this.lab = lab;
        this.ignoresInterrupts = ignoresInterrupts;
        lab.atEnd(this::release);
    }

    /** Makes work that continues after an interrupt, like a call that Java cannot interrupt. */
    static BlockingWork ignoringInterrupts(Lab lab) {
        return new BlockingWork(lab, true);
    }

    @Override
    public void on(String key) throws InterruptedException {
        begin(key);
        try {
            awaitRelease();
            finished.add(key);
            lab.timeline().recordLearner("the work on " + key + " ended");
        } catch (InterruptedException hurried) {
            interrupted.add(key);
            lab.timeline().recordLearner("the work on " + key + " was interrupted");
            throw hurried;
        } finally {
            inProgress.remove(key);
        }
    }

    private void awaitRelease() throws InterruptedException {
        boolean wasInterrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException hurried) {
                if (!ignoresInterrupts) {
                    throw hurried;
                }
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin(String key) {
        lab.timeline().recordLearner("the work on " + key + " began");
        inProgress.add(key);
        maxConcurrent = Math.max(maxConcurrent, inProgress.size());
    }

    /** Lets all work end. */
    void release() {
        open.countDown();
    }

    /** Returns the keys in work now. */
    List<String> inProgress() {
        return List.copyOf(inProgress);
    }

    /** Returns the keys whose work ended without an interrupt. */
    List<String> finished() {
        return List.copyOf(finished);
    }

    /** Returns the keys whose work was interrupted. */
    List<String> interrupted() {
        return List.copyOf(interrupted);
    }

    /** Returns the highest number of keys that were in work at the same time. */
    int maxConcurrent() {
        return maxConcurrent;
    }
}
