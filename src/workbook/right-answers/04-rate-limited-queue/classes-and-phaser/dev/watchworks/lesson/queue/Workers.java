package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All workers of a controller. */
final class Workers {

    /** A phaser normally ends when nobody is left in it. This one may get new workers later. */
    private final Phaser alive = new Phaser() {
        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
            return false;
        }
    };

    private final List<Worker> all = new ArrayList<>();

    synchronized void start(int count, QueueLesson steps, RateLimitingQueue<String> queue, QueueLesson.Work work) {
        for (int i = 0; i < count; i++) {
            Worker worker = new Worker(all.size() + 1, steps, queue, work, alive);
            all.add(worker);
            worker.start();
        }
    }

    private synchronized List<Worker> all() {
        return List.copyOf(all);
    }

    boolean awaitEnd(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        int phase = alive.getPhase();
        try {
            if (alive.getRegisteredParties() > 0) {
                alive.awaitAdvanceInterruptibly(phase, Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (TimeoutException over) {
            all().forEach(Thread::interrupt);
            return false;
        }
        // They have left the phaser, so their threads end now.
        for (Worker worker : all()) {
            worker.join();
        }
        return true;
    }
}
