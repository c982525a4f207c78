package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.InsertBookmark;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.NeedsAllNamespaces;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.ListerWatcher;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.cache.Indexer;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.util.CallGeneratorParams;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Step 2: the requests of the informers. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class InformerChecks {

    private static final List<String> RESOURCES = List.of("deployments", "services");
    private static final List<Class<?>> TYPES = List.of(V1Deployment.class, V1Service.class);

    /** A number of seconds that client-java never chooses itself. */
    private static final int SECONDS = 7;

    @Step(value = 2, order = 1)
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

    @Step(value = 2, order = 2)
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
            expectWatchToSurviveABookmark(lab, factory, resource);
        }
    }

    /** The gateway sends a bookmark only to a watch that asks for bookmarks. client-java does not do so by itself. */
    private static void expectWatchToSurviveABookmark(Lab lab, RecordingInformerFactory factory, String resource)
            throws Exception {
        if (lab.wire().watches(resource).get(0).call().options().allowWatchBookmarks()) {
            lab.gateway().faults().now(Cue.watch(resource), new InsertBookmark());
            // The event for this object comes after the bookmark, on the same watch or on the next one.
            Indexer<?> cache = createAfter(lab, factory, resource);
            lab.expect("your informer of " + resource + " to get a new object after a bookmark")
                    .within(ReferenceInformers.RECOVERY)
                    .until(() -> cache.getByKey(lab.namespace() + "/after") != null)
                    .otherwise(() -> "it did not");
            lab.expect("the watch of " + resource + " to stay open after a bookmark, which your request asks for")
                    .because(
                            "the object in a bookmark is nearly empty, and client-java cannot make a V1Deployment of it; then "
                                    + "the informer lists again after each bookmark, about once a minute")
                    .now(() -> lab.wire().lists(resource).size() == 1
                            && lab.wire().watches(resource).size() == 1)
                    .otherwise(() -> "your informer closed it");
        }
    }

    /** Creates an object with the name {@code after}, and returns the cache that gets it. */
    private static Indexer<?> createAfter(Lab lab, RecordingInformerFactory factory, String resource) {
        if (resource.equals("deployments")) {
            lab.cluster().createDeployment("after", 0);
            return factory.getExistingSharedIndexInformer(V1Deployment.class).getIndexer();
        }
        lab.cluster().createService("after");
        return factory.getExistingSharedIndexInformer(V1Service.class).getIndexer();
    }

    @Step(value = 2, order = 3)
    void passesTheValuesOfClientJavaToTheRequest(Lab lab, InformerLesson answer) throws Exception {
        RecordingInformerFactory factory = informers(lab, answer, lab.namespace());
        for (Class<?> type : TYPES) {
            expectValuesPassed(lab, factory, type);
        }
    }

    @Step(value = 2, order = 4)
    void setsAResyncPeriodOfTwelveHours(Lab lab, InformerLesson answer) throws Exception {
        RecordingInformerFactory factory = informers(lab, answer, lab.namespace());
        for (Class<?> type : TYPES) {
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

    @Step(value = 2, order = 5)
    @NeedsAllNamespaces
    void watchesAllNamespacesForAnEmptyString(Lab lab, InformerLesson answer) throws Exception {
        RecordingInformerFactory factory = informers(lab, answer, "");
        factory.startAllRegisteredInformers();
        for (String resource : RESOURCES) {
            expectOneListAndOneWatch(lab, resource, "");
        }
        for (Class<?> type : TYPES) {
            expectValuesPassed(lab, factory, type);
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

    /** Asks for a list and a watch as client-java does when it lists again after a cut. */
    private static void expectValuesPassed(Lab lab, RecordingInformerFactory factory, Class<?> type) throws Exception {
        ListerWatcher<?, ?> requests = factory.listerWatcher(type).orElse(null);
        String kind = type.getSimpleName();
        lab.expect("an informer of " + kind + " from the factory")
                .now(() -> requests != null)
                .otherwise(() -> "your code did not ask the factory for such an informer");
        int before = lab.wire().exchanges().size();
        String newest = requests.list(new CallGeneratorParams(false, "", null))
                .getMetadata()
                .getResourceVersion();
        requests.list(new CallGeneratorParams(false, newest, null));
        requests.watch(new CallGeneratorParams(true, newest, SECONDS)).close();
        List<Exchange> sent = lab.wire().exchanges(call -> call.isList() || call.isWatch()).stream()
                .filter(exchange -> exchange.id() > before)
                .toList();
        lab.expect("a list of " + kind
                        + " without a version, and then one from the newest version, as client-java asks for " + "them")
                .because(
                        "pass `resourceVersion` as you get it: after a cut, client-java lists from the last version that it "
                                + "knows, because a list from 0 may be older than the cache; after a 410, it gives no version")
                .now(() -> hasList(sent, "") && hasList(sent, newest))
                .otherwise(() -> describeVersions(sent, newest));
        lab.expect("the watch of " + kind + " to have the `timeoutSeconds` that client-java gives to your lambda, here "
                        + SECONDS)
                .because(
                        "client-java chooses when the API server ends each watch; pass `timeoutSeconds` to the request, as the "
                                + "other two values")
                .now(() -> sent.stream()
                        .anyMatch(watch -> watch.call().isWatch()
                                && Objects.equals(watch.call().options().timeoutSeconds(), (long) SECONDS)))
                .otherwise(() -> describeTimeout(sent));
    }

    private static boolean hasList(List<Exchange> sent, String version) {
        return sent.stream()
                .anyMatch(list -> list.call().isList()
                        && list.call().options().resourceVersion().equals(version));
    }

    /** Describes the lists: the first was asked for without a version, and the second from the newest one. */
    private static String describeVersions(List<Exchange> sent, String newest) {
        return sent.stream()
                .filter(exchange -> exchange.call().isList())
                .map(list -> list.call().options().resourceVersion())
                .map(version -> version.isEmpty() ? "without a version" : "from " + version)
                .map(version -> version.equals("from " + newest) ? "from the newest version" : version)
                .collect(Collectors.joining(", and the second ", "your code sent the first ", ""));
    }

    private static String describeTimeout(List<Exchange> sent) {
        return sent.stream()
                .filter(exchange -> exchange.call().isWatch())
                .map(watch -> watch.call().options().timeoutSeconds())
                .findFirst()
                .map(seconds -> "your watch had timeoutSeconds=" + seconds)
                .orElse("your watch had no `timeoutSeconds`");
    }

    private static List<ApiCall> requests(Lab lab, String resource) {
        return lab.wire().exchanges(call -> call.resource().equals(resource)).stream()
                .map(Exchange::call)
                .toList();
    }

    private static void expectOneListAndOneWatch(Lab lab, String resource, String namespace) throws Exception {
        String where = namespace.isEmpty() ? "all namespaces" : "the namespace " + namespace;
        lab.expect("one list and then one open watch of " + resource + " in " + where)
                .because(() -> whyRequests(lab, resource, namespace))
                .until(() -> lab.wire().lists(resource).size() == 1
                        && ReferenceInformers.openWatches(lab, resource) == 1
                        && requests(lab, resource).stream()
                                .allMatch(call -> call.namespace().equals(namespace)))
                .otherwise(() -> describe(lab, resource));
    }

    private static String whyRequests(Lab lab, String resource, String namespace) {
        if (namespace.isEmpty()) {
            return "the empty string means all namespaces; client-java has a separate method for this, list…ForAllNamespaces";
        }
        return requests(lab, resource).stream()
                        .allMatch(call -> call.namespace().equals(namespace))
                ? "client-java gives your lambda `watch`, which is true for a watch and false for a list; pass it to the request"
                : "the namespace is a part of the path of the request; a program that asks for all namespaces needs permissions "
                        + "for the whole cluster";
    }

    private static String describe(Lab lab, String resource) {
        int lists = lab.wire().lists(resource).size();
        return lists > 1 && lab.wire().watches(resource).isEmpty()
                ? "the wire saw " + lists + " lists of " + resource + " and no watch"
                : WireDescription.of(
                        lab.wire().exchanges(call -> call.resource().equals(resource)));
    }
}
