package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.BucketRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.MaxOfRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The same controller, on a pool of threads. */
public class DeploymentController implements QueueLesson {

    private final List<ExecutorService> pools = new CopyOnWriteArrayList<>();

    @Override
    public int workedOnWithoutAQueue() {
        return 3 - 1;
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        Consumer<V1Deployment> enqueue = deployment ->
                queue.add(deployment.getMetadata().getNamespace() + "/" + deployment.getMetadata().getName());
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment deployment) {
                enqueue.accept(deployment);
            }

            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                enqueue.accept(before);
                enqueue.accept(after);
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                enqueue.accept(deployment);
            }
        };
    }

    @Override
    public int timesHandedOut() {
        return 1 + 1;
    }

    @Override
    public boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException {
        Optional<String> key = Optional.ofNullable(queue.get());
        if (key.isEmpty()) {
            return false;
        }
        Exception error = null;
        try {
            try {
                work.on(key.get());
            } catch (Exception failure) {
                error = failure;
            }
            afterwards.handle(key.get(), error);
        } finally {
            queue.done(key.get());
        }
        if (error instanceof InterruptedException hurried) {
            throw hurried;
        }
        return true;
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        Optional<V1Deployment> found = Optional.ofNullable(indexer.getByKey(key));
        System.out.println(found.map(deployment -> "Sync/Add/Update for Deployment "
                        + deployment.getMetadata().getName() + ", Replicas: "
                        + deployment.getSpec().getReplicas())
                .orElse("Deployment " + key + " does not exist anymore"));
        if (found.isPresent() && key.endsWith("/test-deployment")) {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            throw new IllegalStateException("simulated error for deployment test-deployment");
        }
    }

    @Override
    public Retries retries() {
        List<Duration> delays = new ArrayList<>();
        for (int requeues = 0; requeues < 5; requeues++) {
            delays.add(Duration.ofMillis(5).multipliedBy(1L << requeues));
        }
        return new Retries(delays.size() + 1, delays);
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        int requeues = queue.numRequeues(key);
        if (error != null && requeues < 5) {
            queue.addRateLimited(key);
            System.out.printf("Retry %d for key %s%n", requeues, key);
            return;
        }
        queue.forget(key);
        if (error != null) {
            System.out.printf("Dropping deployment \"%s\" out of the queue: %s%n", key, error.getMessage());
        }
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new MaxOfRateLimiter<>(
                new ItemExponentialFailureRateLimiter<>(first, longest),
                new BucketRateLimiter<>(100, 10, Duration.ofSeconds(1)));
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        pools.add(pool);
        IntStream.range(0, count).forEach(number -> pool.submit(() -> {
            while (processNextItem(queue, work, (key, error) -> handleErr(queue, key, error))) {}
            return number;
        }));
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        pools.forEach(ExecutorService::shutdown);
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean inTime = true;
        for (ExecutorService pool : pools) {
            inTime &= pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        pools.forEach(ExecutorService::shutdownNow);
        return inTime;
    }
}
