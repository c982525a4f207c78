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
 * What the checks of this lesson call. Please do not change this file: write in {@link DeploymentInformer}.
 */
public interface InformerLesson {

    /**
     * Step 1: makes a client as a program does that may run inside a cluster or outside of one.
     *
     * <p>Inside, Kubernetes puts {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT} into the environment
     * of each container, and the files {@code token} and {@code ca.crt} into the service account's folder. The address is
     * then {@code https://HOST:PORT}. Where any of the four is missing, the program runs outside, and the kubeconfig is
     * used.
     *
     * @param environment the environment's variables, as {@link System#getenv()} has them
     * @param serviceAccount the service account's folder; in a container it is
     *     {@code /var/run/secrets/kubernetes.io/serviceaccount}
     * @param kubeconfig the kubeconfig file to fall back to
     * @return a client without a read time-out, that trusts the given authority and no other
     * @throws IOException when there is no configuration in either place
     */
    ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig) throws IOException;

    /**
     * Step 2: asks the factory for an informer of deployments, with a resync every 12 hours. It is not started here, and
     * no request is made.
     *
     * @param factory will start the informer, later
     * @param client how to reach the cluster
     * @param namespace the namespace to watch; an empty string for all of them
     */
    SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, ApiClient client, String namespace);

    /** Step 2: the same for services. */
    SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace);

    /**
     * Step 3: a handler that prints a line for each event: {@code add a deployment: NAME},
     * {@code update deployment: OLD NEW} and {@code delete a deployment: NAME}. OLD and NEW are the names in the deployment
     * as it was and as it is.
     */
    ResourceEventHandler<V1Deployment> printDeployments();

    /**
     * Step 3: the same for services: {@code add a service: NAME}, {@code update service: OLD NEW} and
     * {@code delete a service: NAME}.
     */
    ResourceEventHandler<V1Service> printServices();

    /**
     * Step 4: waits until all of the informers have filled their caches. Between two looks it sleeps for some
     * milliseconds.
     *
     * @param atMost when to give up
     * @return true as soon as all caches are filled, without waiting for the rest of the time; false when the time is over
     * @throws InterruptedException as soon as the waiting thread is interrupted
     */
    boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers) throws InterruptedException;

    /**
     * Step 5: the names of the deployments in one namespace, sorted, from the informer's cache. No request is made for it.
     *
     * @param informer may have deployments of other namespaces in its cache, too
     */
    List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace);

    /**
     * Step 6: lets several consumers hear of the deployments, all from one informer: one list and one watch on the wire,
     * however many they are. Each consumer gets every event, even if another one throws. The informer is not started here.
     *
     * @return the informer that they share
     */
    SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers);

    /**
     * Step 7: puts the steps together. It makes a factory with both informers and the handlers of step 3, starts it, waits
     * for the caches, and prints {@code 1 -> NAME}, {@code 2 -> NAME} and so on for the deployments that step 5 finds in
     * one namespace. Then it returns, and the informers go on.
     *
     * @param watched the namespace to watch; an empty string for all of them
     * @param listed the namespace whose deployments are printed
     * @param atMost how long to wait for the caches
     * @return the running factory
     * @throws IllegalStateException when the caches were not filled in time; nothing is left running then (this is checked
     *     in step 8)
     * @throws InterruptedException as soon as the waiting thread is interrupted
     */
    SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException;

    /** Step 8: stops all informers of the factory for good: no watch stays open, no thread of theirs lives on. */
    void stop(SharedInformerFactory factory);
}
