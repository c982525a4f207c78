package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Works on deployments from a queue. The parts are classes of their own. */
public class DeploymentController implements QueueLesson {

    /** The failure that step 5 simulates. */
    private static final class SimulatedException extends Exception {
        SimulatedException(String name) {
            super("simulated error for deployment " + name);
        }
    }

    private final Workers workers = new Workers();

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
            try (AutoCloseableKey held = () -> queue.done(key)) {
                afterwards.handle(key, attempt(work, key));
            }
        }
        return key != null;
    }

    /** Held until it is closed. */
    private interface AutoCloseableKey extends AutoCloseable {
        @Override
        void close();
    }

    private static Exception attempt(Work work, String key) {
        try {
            work.on(key);
            return null;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return failure;
        }
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        V1Deployment deployment = indexer.getByKey(key);
        if (deployment == null) {
            System.out.println("Deployment " + key + " does not exist anymore");
            return;
        }
        String name = deployment.getMetadata().getName();
        Integer replicas = deployment.getSpec().getReplicas();
        System.out.println("Sync/Add/Update for Deployment " + name + ", Replicas: " + replicas);
        if ("test-deployment".equals(name)) {
            pause(pause);
            throw new SimulatedException(name);
        }
    }

    /** Returns early after an interrupt, and leaves it set. */
    private static void pause(Duration time) {
        try {
            // Nobody counts this latch down.
            boolean ended = new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
            assert !ended;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Retries retries() {
        Duration first = Duration.ofMillis(5);
        return new Retries(
                6,
                List.of(
                        first,
                        first.multipliedBy(2),
                        first.multipliedBy(4),
                        first.multipliedBy(8),
                        first.multipliedBy(16)));
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        Outcome.of(error, queue.numRequeues(key)).applyTo(queue, key);
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new ImmutableCountsRateLimiter(first, longest);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        workers.start(count, this, queue, work);
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        return workers.awaitEnd(atMost);
    }
}
