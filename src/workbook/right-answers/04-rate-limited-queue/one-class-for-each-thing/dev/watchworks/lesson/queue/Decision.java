package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;

/** Decides what happens to a key after its work. */
record Decision(RateLimitingQueue<String> queue, int mostRequeues) {

    void on(String key, Exception error) {
        if (error == null) {
            queue.forget(key);
        } else if (queue.numRequeues(key) >= mostRequeues) {
            System.out.println("Dropping deployment \"" + key + "\" out of the queue: " + error.getMessage());
            queue.forget(key);
        } else {
            System.out.println("Retry " + queue.numRequeues(key) + " for key " + key);
            queue.addRateLimited(key);
        }
    }
}
