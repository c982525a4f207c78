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
 * Works on deployments from a queue. Each event puts a key into the queue, and workers take the keys out. If the work for
 * a key fails, the controller tries again, with longer and longer waits, up to six times in all.
 *
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}. Replace this line with your code. The file
 * {@link QueueLesson} describes what each method has to do. You may add fields, methods and classes.
 */
public class DeploymentController implements QueueLesson {

    @Override
    public int workedOnWithoutAQueue() {
        // TODO Step 1: your prediction: for how many of the three deployments does the work succeed?
        throw Todo.step(1);
    }

    @Override
    public ResourceEventHandler<V1Deployment> enqueueKeys(RateLimitingQueue<String> queue) {
        // TODO Step 2: make a handler that puts the key of each deployment into the queue
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
        // TODO Step 4: take a key, do the work, give the outcome to afterwards, call done
        throw Todo.step(4);
    }

    @Override
    public void syncToStdout(Indexer<V1Deployment> indexer, String key, Duration pause) throws Exception {
        // TODO Step 5: print what the cache contains under this key, and fail for test-deployment
        throw Todo.step(5);
    }

    @Override
    public Retries retries() {
        // TODO Step 6: your prediction: new Retries(ATTEMPTS, List.of(Duration.ofMillis(…), …))
        throw Todo.step(6);
    }

    @Override
    public void handleErr(RateLimitingQueue<String> queue, String key, Exception error) {
        // TODO Step 7: forget after a success, put back after a failure, give up after five times
        throw Todo.step(7);
    }

    @Override
    public RateLimiter<String> rateLimiter(Duration first, Duration longest) {
        // TODO Step 8: make a rate limiter that decides how long a key waits after a failure
        throw Todo.step(8);
    }

    @Override
    public void startWorkers(int count, RateLimitingQueue<String> queue, Work work) {
        // TODO Step 9: start threads that process keys until the queue is shut down and empty
        throw Todo.step(9);
    }

    @Override
    public boolean shutDown(RateLimitingQueue<String> queue, Duration atMost) throws InterruptedException {
        // TODO Step 10: shut the queue down and wait for the workers
        throw Todo.step(10);
    }

    /**
     * Watches the deployments of all namespaces until Ctrl-C, on the cluster in {@code KUBECONFIG} or
     * {@code ~/.kube/config}. You do not have to change this method: it calls your steps.
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
