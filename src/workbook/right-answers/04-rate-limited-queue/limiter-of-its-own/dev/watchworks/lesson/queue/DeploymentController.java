package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A controller with its own rate limiter. */
public class DeploymentController implements QueueLesson {

    /** The outcome of the work. */
    private sealed interface Outcome permits Success, Failure {}

    private record Success() implements Outcome {}

    private record Failure(Exception error) implements Outcome {}

    /** A thread, and a future that is complete when the thread has ended. */
    private record Worker(Thread thread, CompletableFuture<Void> end) {}

    private final List<Worker> workers = new ArrayList<>();

    @Override
    public int workedOnWithoutAQueue() {
        return 2;
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment deployment) {
                queue.add(Caches.metaNamespaceKeyFunc(deployment));
            }

            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                // A resync has the same version twice, so nothing has changed.
                if (!Objects.equals(version(before), version(after))) {
                    onAdd(after);
                }
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                onAdd(deployment);
            }
        };
    }

    private static String version(V1Deployment deployment) {
        return deployment.getMetadata().getResourceVersion();
    }

    @Override
    public int timesHandedOut() {
        return 2;
    }

    @Override
    public boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException {
        String key = queue.get();
        if (key == null) {
            return false;
        }
        boolean interrupted = false;
        try {
            Outcome outcome = work(key, work);
            if (outcome instanceof Failure failure) {
                interrupted = failure.error() instanceof InterruptedException;
                afterwards.handle(key, failure.error());
            } else {
                afterwards.handle(key, null);
            }
        } finally {
            queue.done(key);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    private static Outcome work(String key, Work work) {
        try {
            work.on(key);
            return new Success();
        } catch (Exception error) {
            return new Failure(error);
        }
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        for (V1Deployment deployment : Stream.ofNullable(indexer.getByKey(key)).toList()) {
            String name = Caches.metaNamespaceKeyFunc(deployment).replaceFirst(".*/", "");
            System.out.println("Sync/Add/Update for Deployment " + name + ", Replicas: "
                    + deployment.getSpec().getReplicas());
            if (name.equals("test-deployment")) {
                Thread.sleep(pause.toMillis());
                throw new RuntimeException("simulated error for deployment " + name);
            }
            return;
        }
        System.out.println("Deployment " + key + " does not exist anymore");
    }

    @Override
    public Retries retries() {
        DoublingRateLimiter limiter = new DoublingRateLimiter(Duration.ofMillis(5), Duration.ofSeconds(1000));
        List<Duration> delays = new ArrayList<>();
        while (limiter.numRequeues("") < 5) {
            delays.add(limiter.when(""));
        }
        return new Retries(1 + delays.size(), delays);
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        int requeues = queue.numRequeues(key);
        if (error == null || requeues >= 5) {
            queue.forget(key);
        } else {
            queue.addRateLimited(key);
        }
        if (error != null) {
            System.out.println(
                    requeues < 5
                            ? "Retry " + requeues + " for key " + key
                            : "Dropping deployment \"" + key + "\" out of the queue: " + error.getMessage());
        }
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new DoublingRateLimiter(first, longest);
    }

    @Override
    public synchronized void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        for (int started = 0; started < count; started++) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    while (processNextItem(queue, work, (key, error) -> handleErr(queue, key, error))) {
                        Thread.yield();
                    }
                } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                } finally {
                    end.complete(null);
                }
            });
            workers.add(new Worker(thread, end));
            thread.start();
        }
    }

    @Override
    public synchronized boolean shutDown(RateLimitingQueue<String> queue, Duration atMost)
            throws InterruptedException {
        queue.shutDown();
        try {
            CompletableFuture.allOf(workers.stream().map(Worker::end).toArray(CompletableFuture[]::new))
                    .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            workers.stream().map(Worker::thread).forEach(Thread::interrupt);
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
