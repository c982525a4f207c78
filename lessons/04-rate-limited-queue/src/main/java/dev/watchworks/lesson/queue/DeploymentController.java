package dev.watchworks.lesson.queue;

import dev.watchworks.todo.Todo;
import io.kubernetes.client.extended.workqueue.DefaultRateLimitingQueue;
import io.kubernetes.client.extended.workqueue.RateLimitingQueue;
import io.kubernetes.client.extended.workqueue.ratelimiter.RateLimiter;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.util.Config;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Works on deployments from a queue: each event puts a key into the queue, workers take the keys out again, and what
 * fails is tried again, more and more slowly, six times in all.
 *
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}: put your code in its place. What each method
 * has to do is written in {@link QueueLesson}. You may add fields, methods and classes as you like.
 */
public class DeploymentController implements QueueLesson {

    @Override
    public int workedOnWithoutAQueue() {
        // TODO Step 1: your prediction: for how many of the three deployments has the work succeeded?
        throw Todo.step(1);
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        // TODO Step 2: a handler that puts the key of each deployment into the queue
        throw Todo.step(2);
    }

    @Override
    public int timesHandedOut() {
        // TODO Step 3: your prediction: how often does the worker get the key?
        throw Todo.step(3);
    }

    @Override
    public boolean processNextItem(RateLimitingQueue<String> queue, Work work, Afterwards afterwards)
            throws InterruptedException {
        // TODO Step 4: one key: take it, work on it, hand the outcome on, and say that it is done
        throw Todo.step(4);
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        // TODO Step 5: print what the cache has under this key, and fail for test-deployment
        throw Todo.step(5);
    }

    @Override
    public Retries retries() {
        // TODO Step 6: your prediction: new Retries(HOW MANY ATTEMPTS, List.of(Duration.ofMillis(…), …))
        throw Todo.step(6);
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        // TODO Step 7: forget a success, put a failure back, and give up what was put back five times already
        throw Todo.step(7);
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        // TODO Step 8: how long does a key wait after a failure?
        throw Todo.step(8);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        // TODO Step 9: threads that process keys until the queue is shut down and empty
        throw Todo.step(9);
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        // TODO Step 10: shut the queue down and wait for the workers
        throw Todo.step(10);
    }

    /**
     * Watches the deployments of all namespaces, on the cluster that {@code KUBECONFIG} or {@code ~/.kube/config} names,
     * until Ctrl-C. Nothing to write here: it calls your steps.
     */
    public static void main(String[] arguments) throws Exception {
        DeploymentController controller = new DeploymentController();
        ApiClient client = Config.defaultClient();
        SharedInformerFactory factory = new SharedInformerFactory(client);
        SharedIndexInformer<V1Deployment> informer = allDeployments(factory, client);

        // The queue moves waiting keys on a thread of its own. Given an executor, we can end that thread; the queue's
        // own executor would keep the program alive after the shutdown.
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

    /** First no more events, then no more work, then no more delays. */
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
