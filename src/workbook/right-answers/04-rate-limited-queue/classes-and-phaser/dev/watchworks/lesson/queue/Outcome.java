package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;

/** What happens to a key after its work. */
sealed interface Outcome {

    int MOST_REQUEUES = 5;

    void applyTo(RateLimitingQueue<String> queue, String key);

    static Outcome of(Exception error, int requeues) {
        if (error == null) {
            return new Succeeded();
        }
        return requeues < MOST_REQUEUES ? new TryAgain(requeues) : new GiveUp(error.getMessage());
    }

    record Succeeded() implements Outcome {
        @Override
        public void applyTo(RateLimitingQueue<String> queue, String key) {
            queue.forget(key);
        }
    }

    record TryAgain(int requeues) implements Outcome {
        @Override
        public void applyTo(RateLimitingQueue<String> queue, String key) {
            System.out.println("Retry " + requeues + " for key " + key);
            queue.addRateLimited(key);
        }
    }

    record GiveUp(String reason) implements Outcome {
        @Override
        public void applyTo(RateLimitingQueue<String> queue, String key) {
            System.out.println("Dropping deployment \"" + key + "\" out of the queue: " + reason);
            queue.forget(key);
        }
    }
}
