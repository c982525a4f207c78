package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.NeedsAllNamespaces;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedInformerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Step 9: the whole program, even when its streams break. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class RunChecks {

    private static final Duration MAXIMUM_WAIT = Duration.ofSeconds(10);

    @Step(value = 9, order = 2)
    void printsExistingDeploymentsAndEvents(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("early", 1);
        lab.cluster().createDeployment("eager", 1);
        startWithALateList(lab, answer);
        lab.expect("the lines `1 -> eager` and `2 -> early` when `start` returns")
                .because(whyLines(lab.output().matching(line -> line.contains("->"))))
                .now(() ->
                        lab.output().matching(line -> line.contains("->")).equals(List.of("1 -> eager", "2 -> early")))
                .otherwise(() -> "the lines with an arrow were " + lab.output().matching(line -> line.contains("->")));
        // This event comes after the return, so an informer that was stopped never gets it.
        lab.cluster().createService("front");
        ReferenceInformers.expectLine(
                lab, "add a service: front", "the informer of services runs too, with your handler");
        ReferenceInformers.expectLine(
                lab, "add a deployment: early", "the informer calls `onAdd` for each deployment that exists");
        lab.cluster().deleteDeployment("early");
        ReferenceInformers.expectLine(
                lab, "delete a deployment: early", "the informers continue to run after `start` has returned");
        lab.expect("the line `add a deployment: early` once")
                .because("a handler that you add twice prints each line twice, and so does a second informer")
                .now(() -> lab.output().count("add a deployment: early") == 1)
                .otherwise(() -> "your code printed it " + lab.output().count("add a deployment: early") + " times");
        ReferenceInformers.expectOnlyItsNamespace(lab);
        lab.expect("no request for a single deployment")
                .because("the handler gets the whole object, and the cache contains it too, so you do not need a GET")
                .now(() -> lab.wire()
                        .exchanges(call -> call.resource().equals("deployments")
                                && call.verb().equals("get"))
                        .isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()
                        .exchanges(call -> call.resource().equals("deployments")
                                && call.verb().equals("get"))));
        for (String resource : List.of("deployments", "services")) {
            lab.expect("one list and one watch of " + resource + ", for everything together")
                    .because(
                            "the informer keeps its cache up to date; another list or watch brings nothing new, and is work for "
                                    + "the API server")
                    .now(() -> lab.wire().lists(resource).size() == 1
                            && lab.wire().watches(resource).size() == 1)
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }
    }

    @Step(value = 9, order = 3)
    void listsOnlyTheGivenNamespace(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 1);
        start(lab, answer, "another-team");
        lab.expect("no line with an arrow, because the namespace `listed` is another-team, and it has no deployments")
                .because("`watched` is the namespace for the informers, and `listed` is the namespace for the lines")
                .now(() -> lab.output().matching(line -> line.contains("->")).isEmpty())
                .otherwise(() -> "the lines with an arrow were " + lab.output().matching(line -> line.contains("->")));
        ReferenceInformers.expectOnlyItsNamespace(lab);
        ReferenceInformers.expectLine(
                lab, "add a deployment: web", "`watched` is the namespace for the informers, and web is in it");
    }

    @Step(value = 9, order = 4)
    @NeedsAllNamespaces
    void watchesAllNamespacesAndListsOne(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 1);
        start(lab, answer, "", lab.namespace());
        lab.expect("the line `1 -> web` when `start` returns, and no other line with an arrow")
                .because("the cache contains the deployments of all namespaces, and `listed` is one of them")
                .now(() -> lab.output().matching(line -> line.contains("->")).equals(List.of("1 -> web")))
                .otherwise(() -> "the lines with an arrow were " + lab.output().matching(line -> line.contains("->")));
        for (String resource : List.of("deployments", "services")) {
            lab.expect("one list and one watch of " + resource + " in all namespaces, because `watched` is empty")
                    .until(() -> lab.wire().exchanges(call -> call.resource().equals(resource)).stream()
                                    .allMatch(exchange ->
                                            exchange.call().namespace().isEmpty())
                            && lab.wire().lists(resource).size() == 1
                            && lab.wire().watches(resource).size() == 1)
                    .otherwise(() -> WireDescription.of(
                            lab.wire().exchanges(call -> call.resource().equals(resource))));
        }
    }

    @Step(value = 9, order = 5)
    void missesNothingWhenAStreamEnds(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("doomed", 1);
        start(lab, answer, lab.namespace());
        ReferenceInformers.awaitWatch(lab, "deployments");
        ReferenceInformers.awaitWatch(lab, "services");
        lab.gateway().faults().now(Cue.watch("deployments"), new EndStream());
        lab.gateway().faults().now(Cue.watch("services"), new GoneEvent());
        lab.cluster().deleteDeployment("doomed");
        lab.cluster().createDeployment("late", 1);
        lab.cluster().createService("front");
        String afterEnd = "after a clean end, the informer watches again from the last version";
        ReferenceInformers.expectLine(lab, "delete a deployment: doomed", afterEnd);
        ReferenceInformers.expectLine(lab, "add a deployment: late", afterEnd);
        ReferenceInformers.expectLine(
                lab, "add a service: front", "after a 410, the informer lists again, and finds what it has missed");
    }

    @Step(value = 9, order = 6)
    void missesNothingWhileTheApiServerCannotBeReached(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("doomed", 1);
        start(lab, answer, lab.namespace());
        for (String resource : List.of("deployments", "services")) {
            lab.expect("an open watch of " + resource)
                    .until(() -> ReferenceInformers.openWatches(lab, resource) == 1)
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }
        ArmedFault away = lab.gateway().faults().now(Cue.anyRequest(), new RefuseConnections(true));
        // client-java waits a second before it tries again, so nobody watches while these happen.
        lab.cluster().deleteDeployment("doomed");
        lab.cluster().createDeployment("late", 1);
        lab.cluster().createService("front");
        away.lift();
        String why = "when the API server is back, the informer lists again, and compares the list with its cache";
        ReferenceInformers.expectLine(lab, "delete a deployment: doomed", why);
        ReferenceInformers.expectLine(lab, "add a deployment: late", why);
        ReferenceInformers.expectLine(lab, "add a service: front", why);
        for (String resource : List.of("deployments", "services")) {
            lab.expect("one open watch of " + resource + " after the API server came back")
                    .within(ReferenceInformers.RECOVERY)
                    .until(() -> ReferenceInformers.openWatches(lab, resource) == 1)
                    .otherwise(() -> WireDescription.of(lab.wire().watches(resource)));
        }
    }

    private static String whyLines(List<String> lines) {
        return lines.isEmpty()
                ? "before the first list arrives, the cache is empty, and an empty cache looks like an empty cluster; so wait "
                        + "for the caches first, and then list"
                : "print the names of step 5 in their order, and number them from 1";
    }

    /** Starts, and holds the list of deployments until `start` waits: code that reads the cache before that finds nothing. */
    private static void startWithALateList(Lab lab, InformerLesson answer) throws Exception {
        ArmedFault held = lab.gateway().faults().when(Cue.list("deployments")).then(new HoldResponse());
        // The next step is about stopping.
        lab.allowLeftoverThreads();
        AtomicReference<SharedInformerFactory> factory = new AtomicReference<>();
        BackgroundTask starting = lab.start(
                "start", () -> factory.set(answer.start(lab.client(), lab.namespace(), lab.namespace(), MAXIMUM_WAIT)));
        lab.expect("`start` to wait while the list of deployments gets no response")
                .because(
                        "before the first list arrives, the cache is empty, and an empty cache looks like an empty cluster; "
                                + "so wait for the caches, and sleep between two checks")
                .until(() -> !starting.isRunning() || (held.hasStruck() && starting.isWaiting()))
                .otherwise(() -> held.hasStruck() ? "your code does not sleep" : "your code sent no list");
        held.lift();
        lab.expect("`start` to return after the list has come")
                .within(MAXIMUM_WAIT)
                .until(() -> !starting.isRunning())
                .otherwise(() -> "it still waits");
        expectFactory(lab, factory.get());
    }

    private static void expectFactory(Lab lab, SharedInformerFactory factory) throws Exception {
        lab.expect("the running factory from `start`")
                .now(() -> factory != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
    }

    private static void start(Lab lab, InformerLesson answer, String listed) throws Exception {
        start(lab, answer, lab.namespace(), listed);
    }

    private static void start(Lab lab, InformerLesson answer, String watched, String listed) throws Exception {
        // The next step is about stopping.
        lab.allowLeftoverThreads();
        expectFactory(lab, answer.start(lab.client(), watched, listed, MAXIMUM_WAIT));
    }
}
