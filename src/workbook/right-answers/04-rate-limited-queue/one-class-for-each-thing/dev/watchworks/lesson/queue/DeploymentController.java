package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;

/** Puts the parts together. */
public class DeploymentController implements QueueLesson {

    private final Crew crew = new Crew();

    @Override
    public int workedOnWithoutAQueue() {
        return 2;
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        return new KeyHandler(queue);
    }

    @Override
    public int timesHandedOut() {
        return 2;
    }

    @Override
    public boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException {
        String key = queue.get();
        if (key != null) {
            new Turn(queue, key).take(work, afterwards);
        }
        return key != null;
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        new Synchronization(indexer, pause).of(key);
    }

    @Override
    public Retries retries() {
        return new Retries(
                6,
                List.of(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(40),
                        Duration.ofMillis(80)));
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        new Decision(queue, 5).on(key, error);
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new ItemExponentialFailureRateLimiter<>(first, longest);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        Decision decision = new Decision(queue, 5);
        crew.start(count, () -> processNextItem(queue, work, decision::on));
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        return crew.end(atMost);
    }
}
