package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
import dev.watchworks.todo.Todo;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Watches deployments and services through informers, and prints what happens to them.
 *
 * <p>This is your file. Each method has a line {@code throw Todo.step(n);}. Replace this line with your code. The file
 * {@link InformerLesson} describes what each method has to do. You may add fields, methods and classes.
 */
public class DeploymentInformer implements InformerLesson {

    @Override
    public ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig)
            throws IOException {
        // TODO Step 1: use the service account inside a cluster, and the kubeconfig outside
        throw Todo.step(1);
    }

    @Override
    public SharedIndexInformer<V1Deployment> deployments(
            SharedInformerFactory factory, ApiClient client, String namespace) {
        // TODO Step 2: ask the factory for an informer of deployments, with a resync period of 12 hours
        throw Todo.step(2);
    }

    @Override
    public SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace) {
        // TODO Step 2: do the same for services
        throw Todo.step(2);
    }

    @Override
    public ResourceEventHandler<V1Deployment> printDeployments() {
        // TODO Step 3: print a line for each event of a deployment
        throw Todo.step(3);
    }

    @Override
    public ResourceEventHandler<V1Service> printServices() {
        // TODO Step 3: do the same for services
        throw Todo.step(3);
    }

    @Override
    public boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers)
            throws InterruptedException {
        // TODO Step 4: wait for all caches, but not for ever
        throw Todo.step(4);
    }

    @Override
    public List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace) {
        // TODO Step 5: return the names from the cache, without a request
        throw Todo.step(5);
    }

    @Override
    public void indexByImage(SharedIndexInformer<V1Deployment> informer) {
        // TODO Step 5: add an index by image
        throw Todo.step(5);
    }

    @Override
    public List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image) {
        // TODO Step 5: ask the index
        throw Todo.step(5);
    }

    @Override
    public SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers) {
        // TODO Step 6: make one informer for all consumers
        throw Todo.step(6);
    }

    @Override
    public void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException {
        // TODO Step 7: read the cache, change the cluster
        throw Todo.step(7);
    }

    @Override
    public Resync predictResync() {
        // TODO Step 8: guess four numbers, then run the check
        throw Todo.step(8);
    }

    @Override
    public SharedIndexInformer<V1Deployment> resyncWithoutLoss(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            ResourceEventHandler<V1Deployment> handler,
            Duration period,
            ScheduledExecutorService clock) {
        // TODO Step 8: write your own resync
        throw Todo.step(8);
    }

    @Override
    public Recovery predictRecovery() {
        // TODO Step 9: guess four numbers, then run the check
        throw Todo.step(9);
    }

    @Override
    public SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException {
        // TODO Step 9: put it together
        throw Todo.step(9);
    }

    @Override
    public void stop(SharedInformerFactory factory) {
        // TODO Step 10: stop all informers and their threads
        throw Todo.step(10);
    }

    /**
     * Watches the deployments and services of all namespaces until Ctrl-C. It uses the cluster that it runs in, or the
     * cluster in {@code KUBECONFIG} or {@code ~/.kube/config}. You do not have to change this method: it calls your steps.
     */
    public static void main(String[] arguments) throws Exception {
        String named = System.getenv("KUBECONFIG");
        Path kubeconfig = named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".kube", "config");
        Path serviceAccount = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

        DeploymentInformer lesson = new DeploymentInformer();
        ApiClient client = lesson.connect(System.getenv(), serviceAccount, kubeconfig);
        SharedInformerFactory factory = lesson.start(client, "", "default", Duration.ofSeconds(30));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> lesson.stop(factory)));
        new CountDownLatch(1).await();
    }
}
