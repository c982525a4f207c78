package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import java.util.concurrent.Phaser;

/** A thread that processes keys until the queue has no more, or until somebody interrupts it. */
final class Worker extends Thread {

    private final QueueLesson steps;
    private final RateLimitingQueue<String> queue;
    private final QueueLesson.Work work;
    private final Phaser alive;

    /** Registers with the phaser at once, so that nobody can miss a worker that is about to start. */
    Worker(int number, QueueLesson steps, RateLimitingQueue<String> queue, QueueLesson.Work work, Phaser alive) {
        super("deployment-worker-" + number);
        this.steps = steps;
        this.queue = queue;
        this.work = work;
        this.alive = alive;
        alive.register();
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more && !isInterrupted()) {
                more = oneKey();
            }
        } finally {
            alive.arriveAndDeregister();
        }
    }

    private boolean oneKey() {
        try {
            return steps.processNextItem(queue, work, (key, error) -> steps.handleErr(queue, key, error));
        } catch (InterruptedException end) {
            interrupt();
            return false;
        } catch (RuntimeException unexpected) {
            System.err.println(getName() + " goes on after " + unexpected);
            return true;
        }
    }
}
