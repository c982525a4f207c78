package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedInformerFactory;
import java.time.Duration;
import java.util.List;

/** Step 9: the whole program, also when its streams break. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class RunChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Step(9)
    void printsWhatIsThereAndWhatHappens(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("early", 1);
        lab.cluster().createDeployment("eager", 1);
        start(lab, answer, lab.namespace());
        lab.expect("the lines `1 -> eager` and `2 -> early` when `start` returns")
                .because(
                        "the caches have to be filled before they are asked: an empty one looks like an empty cluster. "
                                + "So first wait, then list")
                .now(() ->
                        lab.output().matching(line -> line.contains("->")).equals(List.of("1 -> eager", "2 -> early")))
                .otherwise(() -> "the lines with an arrow were " + lab.output().matching(line -> line.contains("->")));
        ReferenceInformers.expectLine(lab, "add a deployment: early", "what is there already counts as added");
        lab.cluster().createService("front");
        ReferenceInformers.expectLine(
                lab, "add a service: front", "the informer of services runs, too, with your handler");
        lab.cluster().deleteDeployment("early");
        ReferenceInformers.expectLine(
                lab, "delete a deployment: early", "the informers go on after `start` has returned");
        lab.expect("no request for a single deployment")
                .because(
                        "the informer has told you all about it: the object that a handler is called with, and the cache. A "
                                + "GET for each name or event asks for the same once more")
                .now(() -> lab.wire()
                        .exchanges(call -> call.resource().equals("deployments")
                                && call.verb().equals("get"))
                        .isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()
                        .exchanges(call -> call.resource().equals("deployments")
                                && call.verb().equals("get"))));
        for (String resource : List.of("deployments", "services")) {
            lab.expect("one list and one watch of " + resource + ", for informers and listing together")
                    .because(
                            "the informers keep the cache true by themselves; each further list or watch is work for the "
                                    + "API server and tells you nothing new")
                    .now(() -> lab.wire().lists(resource).size() == 1
                            && lab.wire().watches(resource).size() == 1)
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }
    }

    @Step(9)
    void listsTheOneNamespaceThatItIsTold(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 1);
        start(lab, answer, "another-team");
        lab.expect("no line with an arrow: `listed` is the namespace another-team, and it has no deployments")
                .because(
                        "what is watched may be much more than what is listed: `watched` is for the informers, `listed` for "
                                + "the lines")
                .now(() -> lab.output().matching(line -> line.contains("->")).isEmpty())
                .otherwise(() -> "the lines with an arrow were " + lab.output().matching(line -> line.contains("->")));
    }

    @Step(9)
    void missesNothingWhenAStreamEnds(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("doomed", 1);
        start(lab, answer, lab.namespace());
        ReferenceInformers.awaitWatch(lab, "deployments");
        lab.gateway().faults().now(Cue.watch("deployments"), new EndStream());
        lab.cluster().deleteDeployment("doomed");
        lab.cluster().createDeployment("late", 1);
        String why = "after a clean end the informer watches again, from the last version that it saw";
        ReferenceInformers.expectLine(lab, "delete a deployment: doomed", why);
        ReferenceInformers.expectLine(lab, "add a deployment: late", why);
    }

    @Step(9)
    void missesNothingWhileTheApiServerIsAway(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("doomed", 1);
        start(lab, answer, lab.namespace());
        for (String resource : List.of("deployments", "services")) {
            lab.expect("an open watch of " + resource)
                    .until(() -> ReferenceInformers.openWatches(lab, resource) == 1)
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }
        ArmedFault away = lab.gateway().faults().now(Cue.anyRequest(), new RefuseConnections(true));
        // client-java waits a second before it tries again: these happen while nobody watches
        lab.cluster().deleteDeployment("doomed");
        lab.cluster().createDeployment("late", 1);
        lab.cluster().createService("front");
        away.lift();
        String why =
                "when the API server is back, the informer lists again, and compares with its cache what came and what "
                        + "is gone";
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

    private static void start(Lab lab, InformerLesson answer, String listed) throws Exception {
        // how to stop it is the next step
        lab.allowLeftoverThreads();
        SharedInformerFactory factory = answer.start(lab.client(), lab.namespace(), listed, PATIENCE);
        lab.expect("the running factory from `start`")
                .now(() -> factory != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
    }
}
