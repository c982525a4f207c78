package dev.watchworks.lesson.queue;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.WrongAnswerError;
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

/** Deployments for the checks: examples, or deployments of the cluster from an informer of the check. */
final class Deployments {

    /** Long, because the first informer in a JVM loads many classes, which takes seconds on a busy machine. */
    private static final Duration TO_SYNC = Duration.ofSeconds(20);

    private Deployments() {}

    /** Makes a deployment like one that a handler gets from an informer. */
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

    /** Starts an informer of the namespace of the check, and waits until its cache is filled. */
    static SharedIndexInformer<V1Deployment> informer(Lab lab) throws Exception {
        return start(lab, Optional.empty());
    }

    /** Starts an informer of the namespace of the check, waits for these deployments, and returns its cache. */
    static Indexer<V1Deployment> cacheWith(Lab lab, String... names) throws Exception {
        Indexer<V1Deployment> cache = informer(lab).getIndexer();
        // The first list may be a little old, because it accepts any version that the server has.
        lab.expect("the informer of the check to get " + String.join(" and ", names))
                .within(TO_SYNC)
                .until(() ->
                        Arrays.stream(names).allMatch(name -> cache.getByKey(lab.namespace() + "/" + name) != null))
                .otherwise(() -> "it did not");
        return cache;
    }

    /** Starts an informer with this handler, and waits until its cache is filled. */
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

    /** Reports an environment problem if the cache is not filled, because this informer is not the learner's. */
    private static void awaitSync(Lab lab, SharedIndexInformer<V1Deployment> informer) throws Exception {
        try {
            lab.expect("the informer of the check to fill its cache")
                    .within(TO_SYNC)
                    .until(informer::hasSynced)
                    .otherwise(() -> "it did not");
        } catch (WrongAnswerError late) {
            throw new EnvironmentException(
                    "The informer of the check did not fill its cache within " + TO_SYNC.toSeconds() + " seconds.",
                    "Run the check again; on a slow machine add -Dlab.patience=3.",
                    null);
        }
    }
}
