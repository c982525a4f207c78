package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.WrongAnswer;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Deployments for the checks: made up, or from the cluster through an informer of ours. */
final class Deployments {

    /** The first informer of a JVM loads half of client-java, which takes seconds on a busy machine. */
    private static final Duration TO_SYNC = Duration.ofSeconds(20);

    private Deployments() {}

    /** A deployment as an informer would hand it over. */
    static V1Deployment deployment(String namespace, String name, int replicas) {
        return new V1Deployment()
                .metadata(new V1ObjectMeta()
                        .namespace(namespace)
                        .name(name)
                        .uid("7d3e-" + name)
                        .resourceVersion(String.valueOf(4711 + replicas)))
                .spec(new V1DeploymentSpec().replicas(replicas))
                .status(new V1DeploymentStatus().replicas(replicas + 10));
    }

    /** Starts an informer of the check's namespace, and waits until its cache is filled. */
    static SharedIndexInformer<V1Deployment> informer(Lab lab) throws Exception {
        return start(lab, Optional.empty());
    }

    /** The cache of an informer of the check's namespace, once it has these deployments. */
    static Indexer<V1Deployment> cacheWith(Lab lab, String... names) throws Exception {
        Indexer<V1Deployment> cache = informer(lab).getIndexer();
        // a first list may be of a moment ago: it asks for any version that the server has at hand
        lab.expect("the check's own informer to hear of " + String.join(" and ", names))
                .within(TO_SYNC)
                .until(() ->
                        Arrays.stream(names).allMatch(name -> cache.getByKey(lab.namespace() + "/" + name) != null))
                .otherwise(() -> "it did not");
        return cache;
    }

    /** The same with a handler. */
    static SharedIndexInformer<V1Deployment> informer(Lab lab, ResourceEventHandler<V1Deployment> handler)
            throws Exception {
        return start(lab, Optional.of(handler));
    }

    private static SharedIndexInformer<V1Deployment> start(
            Lab lab, Optional<ResourceEventHandler<V1Deployment>> handler) throws Exception {
        SharedInformerFactory factory = new SharedInformerFactory(lab.directClient());
        lab.atEnd(factory::stopAllRegisteredInformers);
        SharedIndexInformer<V1Deployment> informer = factory.sharedIndexInformerFor(
                new GenericKubernetesApi<>(
                        V1Deployment.class, V1DeploymentList.class, "apps", "v1", "deployments", lab.directClient()),
                V1Deployment.class,
                0,
                lab.namespace());
        handler.ifPresent(informer::addEventHandler);
        factory.startAllRegisteredInformers();
        awaitSync(lab, informer);
        return informer;
    }

    /** The informer is the check's own: if its cache is not filled, that is no fault of the learner's. */
    private static void awaitSync(Lab lab, SharedIndexInformer<V1Deployment> informer) throws Exception {
        try {
            lab.expect("the check's own informer to fill its cache")
                    .within(TO_SYNC)
                    .until(informer::hasSynced)
                    .otherwise(() -> "it did not");
        } catch (WrongAnswer late) {
            throw new EnvironmentException(
                    "The check's own informer did not fill its cache within " + TO_SYNC.toSeconds() + " seconds.",
                    "Run the check again; on a slow machine add -Dlab.patience=3.",
                    null);
        }
    }
}
