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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public class DeploymentController implements QueueLesson {

    private final Object lock = new Object();
    private final List<Worker> workers = new ArrayList<>();

    @Override
    public int workedOnWithoutAQueue() {
        return (int) Stream.of("a", "b", "c").filter(name -> !name.equals("b")).count();
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        Objects.requireNonNull(queue, "queue");
        Consumer<V1Deployment> enqueue = deployment -> queue.add(Caches.metaNamespaceKeyFunc(deployment));
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment deployment) {
                enqueue.accept(deployment);
            }

            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
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
        return 2;
    }

    @Override
    public boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException {
        String key = queue.get();
        if (key == null) {
            return false;
        }
        Outcome outcome = null;
        boolean handled = false;
        try {
            outcome = Outcome.of(work, key);
            afterwards.handle(key, outcome.error().orElse(null));
            handled = true;
        } finally {
            queue.done(key);
            if (!handled && outcome instanceof Outcome.Interrupted) {
                // The exception of afterwards goes out, and the interrupt stays on the thread.
                Thread.currentThread().interrupt();
            }
        }
        if (outcome instanceof Outcome.Interrupted interrupted) {
            throw interrupted.reason();
        }
        return true;
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        V1Deployment deployment = indexer.getByKey(key);
        if (deployment == null) {
            System.out.println("Deployment " + key + " does not exist anymore");
            return;
        }
        String name = deployment.getMetadata().getName();
        System.out.println("Sync/Add/Update for Deployment %s, Replicas: %s"
                .formatted(name, deployment.getSpec().getReplicas()));
        if (Objects.equals(name, "test-deployment")) {
            Exception simulated = new Exception("simulated error for deployment " + name);
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                simulated.addSuppressed(interrupt);
            }
            throw simulated;
        }
    }

    @Override
    public Retries retries() {
        List<Duration> delays = Stream.iterate(Duration.ofMillis(5), delay -> delay.multipliedBy(2))
                .limit(5)
                .toList();
        return new Retries(delays.size() + 1, delays);
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        if (error == null) {
            queue.forget(key);
            return;
        }
        int before = queue.numRequeues(key);
        switch (Integer.compare(before, 5)) {
            case -1 -> {
                System.out.println("Retry " + before + " for key " + key);
                queue.addRateLimited(key);
            }
            default -> {
                queue.forget(key);
                System.out.println("Dropping deployment \"" + key + "\" out of the queue: " + error.getMessage());
            }
        }
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return ExactLimiter.of(first, longest);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        Afterwards afterwards = (key, error) -> handleErr(queue, key, error);
        List<Worker> started = IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        new Worker("deployments-" + number, () -> processNextItem(queue, work, afterwards)).start())
                .toList();
        synchronized (lock) {
            workers.addAll(started);
        }
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        List<Worker> all;
        synchronized (lock) {
            all = List.copyOf(workers);
        }
        CompletableFuture<Void> allEnded =
                CompletableFuture.allOf(all.stream().map(Worker::end).toArray(CompletableFuture[]::new));
        try {
            allEnded.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            all.forEach(Worker::interruptUnlessEnded);
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
