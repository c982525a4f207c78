package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Work that does not end before the check lets it, and knows who is at it. */
final class BlockingWork implements QueueLesson.Work {

    private final CountDownLatch open = new CountDownLatch(1);
    private final List<String> inHand = new CopyOnWriteArrayList<>();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final List<String> brokenOff = new CopyOnWriteArrayList<>();
    private final Lab lab;
    private volatile int most;

    BlockingWork(Lab lab) {
        this.lab = lab;
        lab.atEnd(this::letGo);
    }

    @Override
    public void on(String key) throws InterruptedException {
        begin(key);
        try {
            open.await();
            finished.add(key);
            lab.timeline().learner("the work on " + key + " ended");
        } catch (InterruptedException hurried) {
            brokenOff.add(key);
            lab.timeline().learner("the work on " + key + " was interrupted");
            throw hurried;
        } finally {
            inHand.remove(key);
        }
    }

    private synchronized void begin(String key) {
        lab.timeline().learner("the work on " + key + " began");
        inHand.add(key);
        most = Math.max(most, inHand.size());
    }

    /** Lets all work end. */
    void letGo() {
        open.countDown();
    }

    /** The keys that somebody works on now. */
    List<String> inHand() {
        return List.copyOf(inHand);
    }

    /** The keys whose work ended by itself. */
    List<String> finished() {
        return List.copyOf(finished);
    }

    /** The keys whose work was interrupted. */
    List<String> brokenOff() {
        return List.copyOf(brokenOff);
    }

    /** The most keys that were in hand at once. */
    int most() {
        return most;
    }
}
