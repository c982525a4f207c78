package dev.watchworks.lesson.queue;

import io.kubernetes.client.extended.workqueue.DefaultRateLimitingQueue;
import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.ItemExponentialFailureRateLimiter;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.util.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Works on deployments from a queue. */
public class DeploymentController implements QueueLesson {

    private static final String ALWAYS_FAILS = "test-deployment";

    private static final int MOST_REQUEUES = 5;

    private final List<Thread> workers = new CopyOnWriteArrayList<>();

    /** The work for b fails, and nobody calls onAdd a second time. The informer then continues with c. */
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
                queue.add(Caches.metaNamespaceKeyFunc(after));
            }

            // If client-go has missed a deletion, its handler gets a tombstone, which needs a separate key function. In
            // client-java, the handler always gets the deployment itself.
            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                queue.add(Caches.metaNamespaceKeyFunc(deployment));
            }
        };
    }

    /** Three additions of a waiting key count once, and four additions during the work count once more. */
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
        try {
            afterwards.handle(key, outcome(work, key));
        } finally {
            // Without done, the key would be "in work" for ever, and the queue would never give it out again.
            queue.done(key);
        }
        return true;
    }

    private static Exception outcome(Work work, String key) {
        try {
            work.on(key);
            return null;
        } catch (InterruptedException hurried) {
            // Set the interrupt again, because it asks the worker to stop.
            Thread.currentThread().interrupt();
            return hurried;
        } catch (Exception failure) {
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
        System.out.println("Sync/Add/Update for Deployment " + name + ", Replicas: "
                + deployment.getSpec().getReplicas());
        if (name.equals(ALWAYS_FAILS)) {
            Thread.sleep(pause.toMillis());
            throw new Exception("simulated error for deployment " + name);
        }
    }

    /** The key is put back five times, so there are six attempts with five waits between them. */
    @Override
    public Retries retries() {
        return new Retries(6, Stream.of(5, 10, 20, 40, 80).map(Duration::ofMillis).toList());
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        if (error == null) {
            queue.forget(key);
            return;
        }
        int requeues = queue.numRequeues(key);
        if (requeues < MOST_REQUEUES) {
            System.out.println("Retry " + requeues + " for key " + key);
            queue.addRateLimited(key);
            return;
        }
        queue.forget(key);
        System.out.println("Dropping deployment \"" + key + "\" out of the queue: " + error.getMessage());
    }

    /**
     * Does not use client-java's DefaultControllerRateLimiter, which also has one bucket of tokens for all keys. After the
     * first 100 tokens, it gets only 10 new ones a minute. In client-go, it gets 10 a second.
     */
    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        return new ItemExponentialFailureRateLimiter<>(first, longest);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        for (int number = 1; number <= count; number++) {
            Thread worker = new Thread(() -> workUntilShutDown(queue, work), "worker-" + number);
            workers.add(worker);
            worker.start();
        }
    }

    private void workUntilShutDown(RateLimitingQueue<String> queue, Work work) {
        try {
            // Check for an interrupt first, because a queue with keys gives one even to an interrupted thread.
            boolean more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = processNextItem(queue, work, (key, error) -> handleErr(queue, key, error));
            }
        } catch (InterruptedException hurried) {
            // The thread ends here, so nobody asks it any more whether it was interrupted.
        }
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        queue.shutDown();
        long deadline = System.nanoTime() + atMost.toNanos();
        for (Thread worker : workers) {
            // join(0) would wait for ever.
            long left =
                    Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
            worker.join(left);
        }
        List<Thread> late = workers.stream().filter(Thread::isAlive).toList();
        late.forEach(Thread::interrupt);
        return late.isEmpty();
    }

    /**
     * Watches the deployments of all namespaces until Ctrl-C, on the cluster in {@code KUBECONFIG} or
     * {@code ~/.kube/config}.
     */
    public static void main(String[] arguments) throws Exception {
        DeploymentController controller = new DeploymentController();
        ApiClient client = Config.defaultClient();
        SharedInformerFactory factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Deployment> informer = allDeployments(factory, client);

        // A thread of this executor puts waiting keys back into the queue, and we can stop this executor. An executor
        // that the queue makes for itself would keep the program running after the shutdown.
        ExecutorService delays = Executors.newSingleThreadExecutor();
        RateLimitingQueue<String> queue = new DefaultRateLimitingQueue<>(
                delays, controller.rateLimiter(Duration.ofMillis(5), Duration.ofSeconds(1000)));

        informer.addEventHandler(controller.enqueueKeys(queue));
        factory.startAllRegisteredInformers();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(controller, factory, queue, delays)));
        while (!informer.hasSynced()) {
            Thread.sleep(50);
        }
        Indexer<V1Deployment> indexer = informer.getIndexer();
        controller.startWorkers(2, queue, key -> controller.syncToStdout(indexer, key, Duration.ofSeconds(2)));
        new CountDownLatch(1).await();
    }

    private static SharedIndexInformer<V1Deployment> allDeployments(SharedInformerFactory factory, ApiClient client) {
        AppsV1Api apps = new AppsV1Api(client);
        return factory.sharedIndexInformerFor(
                parameters -> apps.listDeploymentForAllNamespaces()
                        .resourceVersion(parameters.resourceVersion)
                        .timeoutSeconds(parameters.timeoutSeconds)
                        .watch(parameters.watch)
                        .buildCall(null),
                V1Deployment.class,
                V1DeploymentList.class,
                Duration.ofHours(12).toMillis());
    }

    /** Stops the events first, then the work, and then the executor of the waiting keys. */
    private static void end(
            DeploymentController controller,
            SharedInformerFactory factory,
            RateLimitingQueue<String> queue,
            ExecutorService delays) {
        factory.stopAllRegisteredInformers();
        try {
            controller.shutDown(queue, Duration.ofSeconds(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } finally {
            delays.shutdownNow();
        }
    }
}
