package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

public class DeploymentController implements QueueLesson {

    private final List<Thread> threads = new ArrayList<>();

    @Override
    public int workedOnWithoutAQueue() {
        return 2;
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        ResourceEventHandler<V1Deployment> handler = new ResourceEventHandler<V1Deployment>() {
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
        return handler;
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
        Exception error = null;
        boolean interrupted = false;
        try {
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
            queue.done(key);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        V1Deployment deployment = indexer.getByKey(key);
        if (deployment != null) {
            String name = deployment.getMetadata().getName();
            Integer replicas = deployment.getSpec().getReplicas();
            System.out.println("Sync/Add/Update for Deployment " + name + ", Replicas: " + replicas);
            if (name.equals("test-deployment")) {
                if (pause.toMillis() > 0) {
                    Thread.sleep(pause.toMillis());
                }
                throw new RuntimeException("simulated error for deployment test-deployment");
            }
        } else {
            System.out.println("Deployment " + key + " does not exist anymore");
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
            int howOften = queue.numRequeues(key);
            if (howOften >= 5) {
                System.out.println("Dropping deployment \"" + key + "\" out of the queue: " + error.getMessage());
                queue.forget(key);
            } else {
                System.out.println("Retry " + howOften + " for key " + key);
                queue.addRateLimited(key);
            }
        } else {
            queue.forget(key);
        }
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new ItemExponentialFailureRateLimiter<String>(first, longest);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(new Runnable() {
                @Override
                public void run() {
                    boolean goOn = true;
                    while (goOn) {
                        try {
                            goOn = processNextItem(queue, work, new Afterwards() {
                                @Override
                                public void handle(String key, Exception error) {
                                    handleErr(queue, key, error);
                                }
                            });
                        } catch (InterruptedException e) {
                            goOn = false;
                        } catch (RuntimeException e) {
                            // the next key may be better
                            e.printStackTrace();
                        }
                        if (Thread.currentThread().isInterrupted()) {
                            goOn = false;
                        }
                    }
                }
            });
            synchronized (threads) {
                threads.add(thread);
            }
            thread.start();
        }
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        long start = System.nanoTime();
        while (true) {
            boolean somebodyWorks = false;
            synchronized (threads) {
                for (Thread thread : threads) {
                    if (thread.isAlive()) {
                        somebodyWorks = true;
                    }
                }
            }
            if (!somebodyWorks) {
                return true;
            }
            long passed = System.nanoTime() - start;
            if (passed >= atMost.toNanos()) {
                break;
            }
            Thread.sleep(3);
        }
        synchronized (threads) {
            for (Thread thread : threads) {
                if (thread.isAlive()) {
                    thread.interrupt();
                }
            }
        }
        return false;
    }
}
