package dev.watchworks.lesson.informer;

import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What your class {@link DeploymentInformer} has to do, a method a step.
 *
 * <p>Not to be changed: the checks know your code by these methods alone.
 */
public interface InformerLesson {

    /**
     * Step 1. Makes a client as a program does that may run inside the cluster or outside of it.
     *
     * <p>Inside, Kubernetes puts KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT into the environment, and the files
     * {@code token} and {@code ca.crt} into the service account's folder. Where any of them is missing, the kubeconfig is
     * used.
     *
     * @param environment the environment's variables, as {@link System#getenv()} has them
     * @param serviceAccount the service account's folder; in a pod it is
     *     {@code /var/run/secrets/kubernetes.io/serviceaccount}
     * @param kubeconfig the kubeconfig to fall back to
     * @throws IOException if there is no configuration in either place
     */
    ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig) throws IOException;

    /**
     * Step 2. Asks the factory for an informer of all deployments of the cluster, or of one namespace, with a resync every
     * 12 hours. Nothing is started yet.
     *
     * @param namespace the namespace to watch, or an empty string for all of them
     */
    SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, ApiClient client, String namespace);

    /** Step 2. The same for services. */
    SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace);

    /**
     * Step 3. A handler that prints {@code add a deployment: NAME}, {@code update deployment: OLD NEW} and
     * {@code delete a deployment: NAME}, a line an event.
     */
    ResourceEventHandler<V1Deployment> printDeployments();

    /** Step 3. The same for services: {@code add a service: NAME} and so on. */
    ResourceEventHandler<V1Service> printServices();

    /**
     * Step 4. Waits until all of the informers have filled their caches, and looks again every few milliseconds.
     *
     * @return whether they did so in time; as soon as they did, without waiting for the rest of it
     * @throws InterruptedException as soon as the waiting thread is interrupted
     */
    boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers) throws InterruptedException;

    /** Step 5. The names of the deployments in a namespace, sorted, from the informer's cache: no request is made. */
    List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace);

    /**
     * Step 6. Asks the factory for one informer of the deployments and gives each consumer its events.
     *
     * @return the one informer
     */
    SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers);

    /**
     * Step 7. Puts the steps together: both informers with the handlers of step 3, started, their caches awaited, then a
     * line {@code 1 -> NAME} for each deployment that the cache has. Returns at once after that.
     *
     * @param namespace the namespace to watch, or an empty string for all of them
     * @return the running factory
     * @throws IllegalStateException if the caches were not filled in time
     * @throws InterruptedException as soon as the waiting thread is interrupted
     */
    SharedInformerFactory start(ApiClient client, String namespace, Duration syncDeadline) throws InterruptedException;

    /** Step 8. Stops all informers of the factory: their watches end, and so do their threads. */
    void stop(SharedInformerFactory factory);
}
