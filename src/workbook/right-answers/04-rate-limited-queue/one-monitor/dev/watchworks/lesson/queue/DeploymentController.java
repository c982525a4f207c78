package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class DeploymentController implements QueueLesson {

    private final Object monitor = new Object();
    private final List<Thread> threads = new ArrayList<>();

    @Override
    public int workedOnWithoutAQueue() {
        // a works, b fails, c works
        return 2;
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(final RateLimitingQueue<String> queue) {
        return new ResourceEventHandler<V1Deployment>() {
            private void put(V1Deployment deployment) {
                String namespace = deployment.getMetadata().getNamespace();
                String name = deployment.getMetadata().getName();
                queue.add(namespace + "/" + name);
            }

            @Override
            public void onAdd(V1Deployment deployment) {
                put(deployment);
            }

            @Override
            public void onUpdate(V1Deployment oldDeployment, V1Deployment newDeployment) {
                put(newDeployment);
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                put(deployment);
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
        boolean interrupted = false;
        try {
            Exception error = null;
            try {
                work.on(key);
            } catch (InterruptedException e) {
                error = e;
                interrupted = true;
            } catch (Exception e) {
                error = e;
            }
            afterwards.handle(key, error);
        } finally {
            // The interrupt is set here and not earlier, so that afterwards can work in peace.
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            queue.done(key);
        }
        return true;
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        V1Deployment deployment = indexer.getByKey(key);
        if (deployment == null) {
            System.out.println("Deployment " + key + " does not exist anymore");
        } else {
            String name = deployment.getMetadata().getName();
            System.out.println("Sync/Add/Update for Deployment " + name + ", Replicas: "
                    + deployment.getSpec().getReplicas());
            if (name.equals("test-deployment")) {
                long end = System.nanoTime() + pause.toNanos();
                long left = pause.toMillis();
                while (left > 0) {
                    Thread.sleep(left);
                    left = (end - System.nanoTime()) / 1000000;
                }
                throw new RuntimeException("simulated error for deployment test-deployment");
            }
        }
    }

    @Override
    public Retries retries() {
        List<Duration> delays = new ArrayList<>();
        delays.add(Duration.ofMillis(5));
        delays.add(Duration.ofMillis(10));
        delays.add(Duration.ofMillis(20));
        delays.add(Duration.ofMillis(40));
        delays.add(Duration.ofMillis(80));
        return new Retries(6, delays);
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        if (error != null) {
            int count = queue.numRequeues(key);
            if (count >= 5) {
                String message = error.getMessage();
                System.out.println("Dropping deployment \"" + key + "\" out of the queue: " + message);
                queue.forget(key);
            } else {
                System.out.println("Retry " + count + " for key " + key);
                queue.addRateLimited(key);
            }
        } else {
            queue.forget(key);
        }
    }

    @Override
    public RateLimiter<String> rateLimiter(final Duration first, final Duration longest) {
        return new RateLimiter<String>() {
            private final Map<String, Integer> failures = new HashMap<>();

            @Override
            public synchronized Duration when(String key) {
                int before = numRequeues(key);
                failures.put(key, before + 1);
                double nanos = (double) first.toNanos() * Math.pow(2, before);
                if (nanos >= (double) longest.toNanos()) {
                    return longest;
                }
                return Duration.ofNanos((long) nanos);
            }

            @Override
            public synchronized void forget(String key) {
                failures.remove(key);
            }

            @Override
            public synchronized int numRequeues(String key) {
                if (failures.containsKey(key)) {
                    return failures.get(key);
                }
                return 0;
            }
        };
    }

    @Override
    public void startWorkers(int count, final RateLimitingQueue<String> queue, final Work work) {
        synchronized (monitor) {
            for (int i = 0; i < count; i++) {
                Thread thread = new Thread() {
                    @Override
                    public void run() {
                        while (true) {
                            if (isInterrupted()) {
                                return;
                            }
                            try {
                                boolean more = processNextItem(queue, work, new Afterwards() {
                                    @Override
                                    public void handle(String key, Exception error) {
                                        handleErr(queue, key, error);
                                    }
                                });
                                if (!more) {
                                    return;
                                }
                            } catch (InterruptedException e) {
                                return;
                            } catch (RuntimeException e) {
                                System.err.println("worker: " + e);
                            }
                        }
                    }
                };
                threads.add(thread);
                thread.start();
            }
        }
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        long begun = System.nanoTime();
        while (true) {
            List<Thread> alive = new ArrayList<>();
            synchronized (monitor) {
                for (Thread thread : threads) {
                    if (thread.isAlive()) {
                        alive.add(thread);
                    }
                }
            }
            if (alive.isEmpty()) {
                return true;
            }
            if (System.nanoTime() - begun >= atMost.toNanos()) {
                for (Thread thread : alive) {
                    thread.interrupt();
                }
                return false;
            }
            Thread.sleep(5);
        }
    }
}
