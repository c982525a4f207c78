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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Informers of the checks, so that the check of one step does not need the learner's other steps. */
final class ReferenceInformers {

    /** Ten times as long as the slowest recovery: client-java waits a second before it lists again. */
    static final Duration RECOVERY = Duration.ofSeconds(10);

    /** An informer that somebody has started sends its list much earlier. */
    private static final Duration NO_REQUEST = Duration.ofMillis(50);

    private ReferenceInformers() {}

    /** Makes a factory that is stopped when the check ends. */
    static RecordingInformerFactory factory(Lab lab) {
        RecordingInformerFactory factory = new RecordingInformerFactory(lab.client());
        lab.atEnd(factory::stopAllRegisteredInformers);
        return factory;
    }

    /** Makes an informer of the deployments in the namespace of the check, without a resync. */
    static SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, Lab lab) {
        return deployments(factory, lab, Duration.ZERO);
    }

    /** Makes an informer of the deployments in the namespace of the check, with a resync. */
    static SharedIndexInformer<V1Deployment> deployments(SharedInformerFactory factory, Lab lab, Duration resync) {
        GenericKubernetesApi<V1Deployment, V1DeploymentList> api = new GenericKubernetesApi<>(
                V1Deployment.class,
                V1DeploymentList.class,
                "apps",
                "v1",
                "deployments",
                lab.asCheck(lab.connection().client()));
        return factory.sharedIndexInformerFor(api, V1Deployment.class, resync.toMillis(), lab.namespace());
    }

    /** Makes an informer of the services in the namespace of the check, without a resync. */
    static SharedIndexInformer<V1Service> services(SharedInformerFactory factory, Lab lab) {
        return services(factory, lab, Duration.ZERO);
    }

    /** Makes an informer of the services in the namespace of the check, with a resync. */
    static SharedIndexInformer<V1Service> services(SharedInformerFactory factory, Lab lab, Duration resync) {
        GenericKubernetesApi<V1Service, V1ServiceList> api = new GenericKubernetesApi<>(
                V1Service.class,
                V1ServiceList.class,
                "",
                "v1",
                "services",
                lab.asCheck(lab.connection().client()));
        return factory.sharedIndexInformerFor(api, V1Service.class, resync.toMillis(), lab.namespace());
    }

    /** Makes an informer of the pods in the namespace of the check. */
    static SharedIndexInformer<V1Pod> pods(SharedInformerFactory factory, Lab lab) {
        GenericKubernetesApi<V1Pod, V1PodList> api = new GenericKubernetesApi<>(
                V1Pod.class,
                V1PodList.class,
                "",
                "v1",
                "pods",
                lab.asCheck(lab.connection().client()));
        return factory.sharedIndexInformerFor(api, V1Pod.class, 0, lab.namespace());
    }

    /** Makes a handler that passes on the name of each added deployment. {@code who} is its name on the timeline. */
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
                // This handler passes on additions only.
            }

            @Override
            public void onDelete(V1Deployment deployment, boolean deletedFinalStateUnknown) {
                // This handler passes on additions only.
            }
        };
    }

    /** Waits until a watch of the resource is open. */
    static void awaitWatch(Lab lab, String resource) throws Exception {
        lab.expect("an open watch of " + resource)
                .within(RECOVERY)
                .until(() -> openWatches(lab, resource) == 1)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    /** Waits until a watch of the resource is open, and ignores earlier ones, which may still be ending. */
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

    /** Expects that a method that only makes an informer has not started it. */
    static void expectNotStarted(Lab lab, RecordingInformerFactory factory, String method, int lists) throws Exception {
        lab.expect("`" + method + "` to return an informer without starting it")
                .because("before the start, the caller may want to add an index or another handler")
                .now(() -> !factory.isStarted())
                .otherwise(() -> "your code started the factory");
        lab.expect("no request from `" + method + "` before the factory starts")
                .during(NO_REQUEST, () -> lab.wire().lists("deployments").size() == lists)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    /** Expects that all requests so far asked for the namespace of the check. */
    static void expectOnlyItsNamespace(Lab lab) throws Exception {
        Set<String> elsewhere = lab.wire().exchanges(call -> !call.namespace().equals(lab.namespace())).stream()
                .map(exchange -> exchange.call().resource() + " in "
                        + (exchange.call().namespace().isEmpty()
                                ? "all namespaces"
                                : exchange.call().namespace()))
                .collect(Collectors.toCollection(TreeSet::new));
        lab.expect("requests for the namespace " + lab.namespace() + " only")
                .because(
                        "a program may have permissions for one namespace only, and the objects of all others fill its cache")
                .now(elsewhere::isEmpty)
                .otherwise(() -> "your code asked for " + String.join(", and for ", elsewhere));
    }

    static long openWatches(Lab lab, String resource) {
        return lab.wire().watches(resource).stream()
                .filter(Exchange::isOpenStream)
                .count();
    }
}
