package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;

/** Processes one key, from get to done. */
record Turn(RateLimitingQueue<String> queue, String key) implements AutoCloseable {

    void take(QueueLesson.Work work, QueueLesson.Afterwards afterwards) {
        try (this) {
            try {
                work.on(key);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                afterwards.handle(key, hurried);
                return;
            } catch (Exception failure) {
                afterwards.handle(key, failure);
                return;
            }
            afterwards.handle(key, null);
        }
    }

    @Override
    public void close() {
        queue.done(key);
    }
}
