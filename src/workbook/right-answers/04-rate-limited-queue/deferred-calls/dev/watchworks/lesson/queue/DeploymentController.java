package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.BucketRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.MaxOfRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The workqueue example of client-go, in Java. */
public class DeploymentController implements QueueLesson {

    private final WaitGroup wg = new WaitGroup();

    @Override
    public int workedOnWithoutAQueue() {
        return 2; // a and c
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment obj) {
                String key = Caches.metaNamespaceKeyFunc(obj);
                queue.add(key);
            }

            @Override
            public void onUpdate(V1Deployment oldObj, V1Deployment newObj) {
                String key = Caches.metaNamespaceKeyFunc(newObj);
                queue.add(key);
            }

            @Override
            public void onDelete(V1Deployment obj, boolean deletedFinalStateUnknown) {
                String key = Caches.deletionHandlingMetaNamespaceKeyFunc(obj);
                queue.add(key);
            }
        };
    }

    @Override
    public int timesHandedOut() {
        return 2;
    }

    @Override
    public boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException {
        String key = queue.get();
        boolean quit = key == null;
        if (quit) {
            return false;
        }
        try (Defer d = new Defer()) {
            d.defer(() -> queue.done(key));
            Exception err = call(work, key);
            if (err instanceof InterruptedException) {
                // Deferred after done, so it runs before it; and also if afterwards panics.
                d.defer(() -> Thread.currentThread().interrupt());
            }
            afterwards.handle(key, err);
        }
        return true;
    }

    private static Exception call(Work work, String key) {
        try {
            work.on(key);
            return null;
        } catch (Exception err) {
            return err;
        }
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        V1Deployment obj = indexer.getByKey(key);
        boolean exists = obj != null;
        if (!exists) {
            System.out.printf("Deployment %s does not exist anymore%n", key);
            return;
        }
        String name = obj.getMetadata().getName();
        System.out.printf(
                "Sync/Add/Update for Deployment %s, Replicas: %s%n", name, obj.getSpec().getReplicas());
        if (name.equals("test-deployment")) {
            Thread.sleep(pause.toMillis());
            throw new Exception("simulated error for deployment " + name);
        }
    }

    @Override
    public Retries retries() {
        List<Duration> delays = new ArrayList<>();
        int attempts = 1;
        for (int numRequeues = 0; numRequeues < 5; numRequeues++) {
            delays.add(Duration.ofMillis(5).multipliedBy(1L << numRequeues));
            attempts++;
        }
        return new Retries(attempts, List.copyOf(delays));
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception err) {
        if (err == null) {
            queue.forget(key);
            return;
        }
        int n = queue.numRequeues(key);
        if (n < 5) {
            System.out.printf("Retry %s for key %s%n", n, key);
            queue.addRateLimited(key);
            return;
        }
        queue.forget(key);
        System.out.printf("Dropping deployment \"%s\" out of the queue: %s%n", key, err.getMessage());
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new MaxOfRateLimiter<>(List.of(
                new ItemExponentialFailureRateLimiter<>(first, longest),
                new BucketRateLimiter<>(100, 10, Duration.ofSeconds(1))));
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        for (int i = 0; i < count; i++) {
            wg.go("worker-" + i, () -> runWorker(queue, work));
        }
    }

    private void runWorker(RateLimitingQueue<String> queue, Work work) {
        try {
            while (!Thread.currentThread().isInterrupted()
                    && processNextItem(queue, work, (key, err) -> handleErr(queue, key, err))) {
                // the next one
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        boolean drained = wg.await(atMost.toNanos());
        if (!drained) {
            wg.interruptAll();
        }
        return drained;
    }
}
