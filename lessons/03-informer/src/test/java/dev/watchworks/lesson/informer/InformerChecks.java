package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.NeedsAllNamespaces;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Step 2: the requests of the informers. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class InformerChecks {

    private static final List<String> RESOURCES = List.of("deployments", "services");

    @Step(2)
    void listsOnceAndThenWatches(Lab lab, InformerLesson answer) throws Exception {
        RecordingInformerFactory factory = informers(lab, answer, lab.namespace());
        lab.expect("`deployments` and `services` to return informers without starting them")
                .because(
                        "before the start, the caller may want to add an index or a handler; step 9 starts all informers "
                                + "together")
                .now(() -> !factory.isStarted())
                .otherwise(() -> "your code started the factory");
        lab.expect("no request before the factory starts")
                .during(Duration.ofMillis(50), () -> lab.wire().exchanges().isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        factory.startAllRegisteredInformers();
        for (String resource : RESOURCES) {
            expectOneListAndOneWatch(lab, resource, lab.namespace());
        }
    }

    @Step(2)
    void watchesFromTheVersionOfTheList(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 1);
        RecordingInformerFactory factory = informers(lab, answer, lab.namespace());
        factory.startAllRegisteredInformers();
        for (String resource : RESOURCES) {
            ReferenceInformers.awaitWatch(lab, resource);
            Exchange watch = lab.wire().watches(resource).get(0);
            lab.expect("the watch of " + resource + " to have the version of the list before it")
                    .because(
                            "with the version of the list, the watch sends what happened after the list; without a version, "
                                    + "it sends every existing object again; pass `resourceVersion` to the request")
                    .now(() -> watch.call().options().namesVersion())
                    .otherwise(() -> WireDescription.of(
                            lab.wire().exchanges(call -> call.resource().equals(resource))));
        }
    }

    @Step(2)
    void setsAResyncPeriodOfTwelveHours(Lab lab, InformerLesson answer) throws Exception {
        RecordingInformerFactory factory = informers(lab, answer, lab.namespace());
        for (Class<?> type : List.of(V1Deployment.class, V1Service.class)) {
            lab.expect("an informer of " + type.getSimpleName() + " with a resync period of 12 hours")
                    .because("in client-java, each informer has its own resync period, in milliseconds")
                    .now(() -> factory.resync(type).equals(Optional.of(Duration.ofHours(12))))
                    .otherwise(() -> factory.resync(type)
                            .map(period -> period.isZero()
                                    ? "your informer has no resync"
                                    : "your informer has a resync period of " + period.toMillis() + " ms")
                            .orElse("your code did not ask the factory for such an informer"));
        }
    }

    @Step(2)
    @NeedsAllNamespaces
    void watchesAllNamespacesForAnEmptyString(Lab lab, InformerLesson answer) throws Exception {
        informers(lab, answer, "").startAllRegisteredInformers();
        for (String resource : RESOURCES) {
            expectOneListAndOneWatch(lab, resource, "");
        }
    }

    private static RecordingInformerFactory informers(Lab lab, InformerLesson answer, String namespace)
            throws Exception {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> deployments = answer.deployments(factory, lab.client(), namespace);
        SharedIndexInformer<V1Service> services = answer.services(factory, lab.client(), namespace);
        lab.expect("an informer of deployments and one of services")
                .now(() -> deployments != null && services != null)
                .otherwise(() -> "your code returned null");
        return factory;
    }

    private static List<ApiCall> requests(Lab lab, String resource) {
        return lab.wire().exchanges(call -> call.resource().equals(resource)).stream()
                .map(Exchange::call)
                .toList();
    }

    private static void expectOneListAndOneWatch(Lab lab, String resource, String namespace) throws Exception {
        String where = namespace.isEmpty() ? "all namespaces" : "the namespace " + namespace;
        lab.expect("one list and then one open watch of " + resource + " in " + where)
                .because(
                        namespace.isEmpty()
                                ? "the empty string means all namespaces; client-java has a separate method for this, "
                                        + "list…ForAllNamespaces"
                                : "client-java gives your lambda `watch`, which is true for a watch and false for a list; "
                                        + "pass it to the request")
                .until(() -> lab.wire().lists(resource).size() == 1
                        && ReferenceInformers.openWatches(lab, resource) == 1
                        && requests(lab, resource).stream()
                                .allMatch(call -> call.namespace().equals(namespace)))
                .otherwise(() -> describe(lab, resource));
    }

    private static String describe(Lab lab, String resource) {
        int lists = lab.wire().lists(resource).size();
        return lists > 1 && lab.wire().watches(resource).isEmpty()
                ? "the wire saw " + lists + " lists of " + resource + " and no watch"
                : WireDescription.of(lab.wire());
    }
}
