package dev.watchworks.lesson.informer;

import dev.watchworks.lesson.informer.given.Recovery;
import dev.watchworks.lesson.informer.given.Resync;
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
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the checks of this lesson call. Please do not change this file: write in {@link DeploymentInformer}.
 */
public interface InformerLesson {

    /** The name of the index of step 5. */
    String IMAGE_INDEX = "image";

    /**
     * Step 1: makes a client as a program does that may run inside a cluster or outside of one.
     *
     * <p>Inside, Kubernetes puts {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT} into the environment
     * of each container, and the files {@code token} and {@code ca.crt} into the service account's folder. The address is
     * then {@code https://HOST:PORT}. Where any of the four is missing, the program runs outside, and the kubeconfig is
     * used.
     *
     * <p>The token is renewed while the program runs: the client reads the file again from time to time.
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
     * no request is made. The namespace is the request's: other namespaces are not watched at all.
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
     * Belongs to step 5: gives the cache an index named {@link #IMAGE_INDEX}, which finds a deployment by the image of each
     * of its containers. Called before the informer is started.
     */
    void indexByImage(SharedIndexInformer<V1Deployment> informer);

    /**
     * Belongs to step 5: the deployments in which a container has this image, in all namespaces, as {@code NAMESPACE/NAME},
     * sorted. No request is made for it.
     *
     * @param informer was given to {@link #indexByImage} before
     * @param image as it is written in the deployment, such as {@code nginx:1.27}
     */
    List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image);

    /**
     * Step 6: lets several consumers hear of the deployments, all from one informer: one list and one watch on the wire,
     * however many they are. Each consumer gets every event, one after the other, even if another one throws, or is not
     * done with its first. The informer is not started here.
     *
     * @return the informer that they share
     */
    SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers);

    /**
     * Step 7: asks the cluster for another number of replicas of a deployment. Where the cache says that the deployment has
     * that number already, or knows no such deployment, no request is made. Nothing in the cache is changed by this method:
     * the informer does that, when the cluster tells it. It returns when the server has answered.
     *
     * @param client how to reach the cluster
     * @param informer its cache is filled, and has the deployments of the namespace
     * @throws ApiException when the server refuses the request; a later call tries again
     */
    void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException;

    /** Step 8, a prediction: what a resync does. The lesson's README tells what happens in the experiment. */
    Resync predictResync();

    /**
     * Belongs to step 8: asks the factory for an informer of deployments with one handler, and gives that handler a resync
     * which is not client-java's own: once in each period it hands every deployment in the cache to
     * {@code handler.onUpdate}, as it was and as it is, which is the same. One deployment that the handler fails on keeps
     * neither the others nor later rounds from it. What the informer finds when it has to list again reaches each of its
     * handlers, also one that is added later by somebody else. The informer is not started here.
     *
     * @param period from now to the first round, and from round to round
     * @param clock runs the rounds; whoever made it shuts it down
     */
    SharedIndexInformer<V1Deployment> resyncWithoutLoss(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            ResourceEventHandler<V1Deployment> handler,
            Duration period,
            ScheduledExecutorService clock);

    /** Step 9, a prediction: how an informer recovers. The lesson's README tells what happens in the experiment. */
    Recovery predictRecovery();

    /**
     * Belongs to step 9: puts the steps together. It makes a factory with both informers and the handlers of step 3, starts
     * it, waits for the caches, and prints {@code 1 -> NAME}, {@code 2 -> NAME} and so on for the deployments that step 5
     * finds in one namespace. Then it returns, and the informers go on, whatever happens to their connections.
     *
     * @param watched the namespace to watch; an empty string for all of them
     * @param listed the namespace whose deployments are printed
     * @param atMost how long to wait for the caches
     * @return the running factory
     * @throws IllegalStateException when the caches were not filled in time; nothing is left running then (this is checked
     *     in step 10)
     * @throws InterruptedException as soon as the waiting thread is interrupted; nothing is left running then, either
     */
    SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException;

    /** Step 10: stops all informers of the factory for good: no watch stays open, no thread of theirs lives on. */
    void stop(SharedInformerFactory factory);
}
