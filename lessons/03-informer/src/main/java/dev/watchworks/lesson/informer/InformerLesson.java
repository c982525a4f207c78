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
 * The methods that the checks of this lesson call. Please do not change this file. Write your code in
 * {@link DeploymentInformer}.
 */
public interface InformerLesson {

    /** The name of the index of step 5. */
    String IMAGE_INDEX = "image";

    /**
     * Step 1: makes a client for a program that may run inside a cluster or outside.
     *
     * <p>Inside a cluster, Kubernetes gives the program four things. Each container has the environment variables
     * {@code KUBERNETES_SERVICE_HOST} and {@code KUBERNETES_SERVICE_PORT}. The folder of the service account contains the
     * files {@code token} and {@code ca.crt}. The address is then {@code https://HOST:PORT}. If one of the four is missing,
     * the program runs outside a cluster, and the method uses the kubeconfig.
     *
     * <p>Kubernetes renews the token while the program runs, so the client has to read the file again from time to time.
     *
     * @param environment the environment variables, as {@link System#getenv()} returns them
     * @param serviceAccount the folder of the service account; in a container it is
     *     {@code /var/run/secrets/kubernetes.io/serviceaccount}
     * @param kubeconfig the kubeconfig file to use outside a cluster
     * @return a client without a read time-out, which trusts only the given certificate authority, and refuses a certificate
     *     for another name
     * @throws IOException when there is no configuration in either place
     */
    ApiClient connect(Map<String, String> environment, Path serviceAccount, Path kubeconfig) throws IOException;

    /**
     * Step 2: asks the factory for an informer of deployments, with a resync period of 12 hours. The method does not start
     * the informer, and sends no request. The namespace is part of the request, so the informer does not watch other
     * namespaces.
     *
     * @param factory starts the informer later
     * @param client the client for the cluster
     * @param namespace the namespace to watch, or an empty string for all namespaces
     */
    SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, ApiClient client, String namespace);

    /** Step 2: does the same for services. */
    SharedIndexInformer<V1Service> services(SharedInformerFactory factory, ApiClient client, String namespace);

    /**
     * Step 3: makes a handler that prints a line for each call of its methods: {@code add a deployment: NAME},
     * {@code update deployment: OLD NEW} or {@code delete a deployment: NAME}. OLD is the name in the deployment as it was
     * before, and NEW is the name in the deployment as it is now.
     */
    ResourceEventHandler<V1Deployment> printDeployments();

    /**
     * Step 3: does the same for services: {@code add a service: NAME}, {@code update service: OLD NEW} or
     * {@code delete a service: NAME}. Both handlers may print at the same time, and each line stays whole.
     */
    ResourceEventHandler<V1Service> printServices();

    /**
     * Step 4: waits until all informers have filled their caches. Between two checks it sleeps for some milliseconds.
     *
     * @param atMost how long to wait at most, for all informers together
     * @return true as soon as all caches are filled, or false when the time is over
     * @throws InterruptedException as soon as another thread interrupts this one
     */
    boolean awaitSync(Duration atMost, List<? extends SharedIndexInformer<?>> informers) throws InterruptedException;

    /**
     * Step 5: returns the names of the deployments in one namespace, sorted, from the cache of the informer. It sends no
     * request.
     *
     * @param informer an informer whose cache may also contain deployments of other namespaces
     */
    List<String> listDeployments(SharedIndexInformer<V1Deployment> informer, String namespace);

    /**
     * Step 5: adds an index with the name {@link #IMAGE_INDEX} to the cache. The index finds a deployment by the image
     * of each of its containers. The checks call this method before they start the informer.
     */
    void indexByImage(SharedIndexInformer<V1Deployment> informer);

    /**
     * Step 5: returns the deployments that have a container with this image, in all namespaces, as
     * {@code NAMESPACE/NAME}, sorted. It sends no request.
     *
     * @param informer an informer that {@link #indexByImage} got before
     * @param image the image as in the deployment, such as {@code nginx:1.27}
     */
    List<String> listByImage(SharedIndexInformer<V1Deployment> informer, String image);

    /**
     * Step 6: connects several consumers to one informer of deployments. The informer sends one list and one watch, however
     * many consumers there are. Each consumer gets every event, one after the other. This holds even if it throws an
     * exception, or if another consumer throws one or blocks. The method does not start the informer.
     *
     * @param factory makes the informer, and starts it later; each factory has an informer of its own
     * @return the informer that the consumers share
     */
    SharedIndexInformer<V1Deployment> share(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            List<ResourceEventHandler<V1Deployment>> consumers);

    /**
     * Step 7: changes the number of replicas of a deployment in the cluster, and nothing else: what somebody else changes at
     * the same time stays. If the deployment in the cache already has this number, or if the cache has no such deployment,
     * the method sends no request. The method does not change the cache: the informer does this when the event for the change
     * arrives. It returns when the response of the server has come.
     *
     * @param client the client for the cluster
     * @param informer an informer whose cache is filled and contains the deployments of the namespace
     * @throws ApiException when the server refuses the request, for any reason; a later call tries again
     */
    void scale(
            ApiClient client, SharedIndexInformer<V1Deployment> informer, String namespace, String name, int replicas)
            throws ApiException;

    /** Step 8: predicts what a resync does. The README of the lesson describes the experiment. */
    Resync predictResync();

    /**
     * Step 8: asks the factory for an informer of deployments, adds one handler, and runs rounds like a resync. It does
     * not use the resync of client-java. Once in each period, it calls {@code handler.onUpdate} for each deployment in the
     * cache, with the same deployment as the old one and as the new one. If the handler fails on one deployment, it still
     * gets the other deployments and the later rounds. If the informer has to list again, each of its handlers gets what is
     * new, even a handler that somebody adds later. The method does not start the informer.
     *
     * @param period the time before the first round, and between two rounds
     * @param clock runs the rounds; the caller shuts it down
     */
    SharedIndexInformer<V1Deployment> resyncWithoutLoss(
            SharedInformerFactory factory,
            ApiClient client,
            String namespace,
            ResourceEventHandler<V1Deployment> handler,
            Duration period,
            ScheduledExecutorService clock);

    /** Step 9: predicts how an informer recovers. The README of the lesson describes the experiment. */
    Recovery predictRecovery();

    /**
     * Step 9: puts the steps together. It makes a factory with both informers and the handlers of step 3. It starts the
     * factory, waits for the caches, and prints {@code 1 -> NAME}, {@code 2 -> NAME} and so on, for the deployments that
     * step 5 finds in one namespace. Then it returns, and the informers continue to run, whatever happens to their
     * connections.
     *
     * @param watched the namespace to watch, or an empty string for all namespaces
     * @param listed the namespace whose deployments are printed
     * @param atMost how long to wait at most, for the caches of both informers together
     * @return the running factory
     * @throws IllegalStateException when the caches are not filled in time; everything is stopped then (step 10 checks this)
     * @throws InterruptedException as soon as another thread interrupts this one; everything is stopped then too
     */
    SharedInformerFactory start(ApiClient client, String watched, String listed, Duration atMost)
            throws InterruptedException;

    /**
     * Step 10: stops all informers of the factory: no watch stays open, and no thread of the factory stays alive. It stops
     * nothing else: the client and other factories still work.
     */
    void stop(SharedInformerFactory factory);
}
