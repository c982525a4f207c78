package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentList;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodList;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceList;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import java.time.Duration;
import java.util.function.Consumer;

/** What checks of one step need of other steps, so that each step is judged alone. */
final class ReferenceInformers {

    /** Ten times what the slowest recovery takes: client-java waits a second before it lists again. */
    static final Duration RECOVERY = Duration.ofSeconds(10);

    private ReferenceInformers() {}

    /** A factory that is stopped at the check's end. */
    static RecordingInformerFactory factory(Lab lab) {
        RecordingInformerFactory factory = new RecordingInformerFactory(lab.client());
        lab.atEnd(factory::stopAllRegisteredInformers);
        return factory;
    }

    /** An informer of the deployments in the check's namespace. */
    static SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, Lab lab) {
        return deployments(factory, lab, Duration.ZERO);
    }

    /** The same with a resync. */
    static SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, Lab lab, Duration resync) {
        GenericKubernetesApi<V1Deployment, V1DeploymentList> api = new GenericKubernetesApi<>(
                V1Deployment.class, V1DeploymentList.class, "apps", "v1", "deployments", lab.client());
        return factory.sharedIndexInformerFor(api, V1Deployment.class, resync.toMillis(), lab.namespace());
    }

    /** An informer of the services in the check's namespace. */
    static SharedIndexInformer<V1Service> services(SharedInformerFactory factory, Lab lab) {
        return services(factory, lab, Duration.ZERO);
    }

    /** The same with a resync. */
    static SharedIndexInformer<V1Service> services(SharedInformerFactory factory, Lab lab, Duration resync) {
        GenericKubernetesApi<V1Service, V1ServiceList> api =
                new GenericKubernetesApi<>(V1Service.class, V1ServiceList.class, "", "v1", "services", lab.client());
        return factory.sharedIndexInformerFor(api, V1Service.class, resync.toMillis(), lab.namespace());
    }

    /** An informer of the pods in the check's namespace. */
    static SharedIndexInformer<V1Pod> pods(SharedInformerFactory factory, Lab lab) {
        GenericKubernetesApi<V1Pod, V1PodList> api =
                new GenericKubernetesApi<>(V1Pod.class, V1PodList.class, "", "v1", "pods", lab.client());
        return factory.sharedIndexInformerFor(api, V1Pod.class, 0, lab.namespace());
    }

    /** A handler, told by this name on the timeline, that hands on the name of each deployment that is added. */
    static ResourceEventHandler<V1Deployment> onAdd(Lab lab, String who, Consumer<String> names) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Deployment deployment) {
                lab.timeline()
                        .recordLearner("onAdd of %s was called for %s"
                                .formatted(who, deployment.getMetadata().getName()));
                names.accept(deployment.getMetadata().getName());
            }

            @Override
            public void onUpdate(V1Deployment before, V1Deployment after) {
                // only additions are handed on
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                // only additions are handed on
            }
        };
    }

    /** Waits until a stream of the resource is open. */
    static void awaitWatch(Lab lab, String resource) throws Exception {
        lab.expect("an open watch of " + resource)
                .within(RECOVERY)
                .until(() -> openWatches(lab, resource) == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    /** The same without the earlier ones: what is stopped takes a moment to end. */
    static void awaitWatchAfter(Lab lab, String resource, int earlier) throws Exception {
        lab.expect("an open watch of " + resource)
                .within(RECOVERY)
                .until(() -> lab.wire().watches(resource).stream().skip(earlier).anyMatch(Exchange::isOpenStream))
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    /** Waits for a line of output. */
    static void expectLine(Lab lab, String line, String why) throws Exception {
        lab.expect("the line `" + line + "`")
                .within(RECOVERY)
                .because(why)
                .until(() -> lab.output().has(line))
                .otherwise(() -> lab.output().describe());
    }

    static long openWatches(Lab lab, String resource) {
        return lab.wire().watches(resource).stream()
                .filter(Exchange::isOpenStream)
                .count();
    }
}
