package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import io.kubernetes.client.informer.SharedInformerFactory;
import java.time.Duration;
import java.util.List;

/** Step 7: the whole program, also when its streams break. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class RunChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Step(7)
    void printsWhatIsThereAndWhatHappens(Lab lab, InformerLesson answer) throws Exception {
        lab.hands().createDeployment("early", 1);
        lab.hands().createDeployment("eager", 1);
        start(lab, answer);
        lab.expect("the lines `1 -> eager` and `2 -> early` when `start` returns")
                .because("the caches are filled by then, so the lister knows what is there")
                .now(() ->
                        lab.output().matching(line -> line.contains("->")).equals(List.of("1 -> eager", "2 -> early")))
                .otherwise(() -> lab.output().inWords());
        Reference.expectLine(lab, "add a deployment: early", "what is there already counts as added");
        lab.hands().createService("front");
        Reference.expectLine(lab, "add a service: front", "the informer of services runs, too, with your handler");
        lab.hands().deleteDeployment("early");
        Reference.expectLine(lab, "delete a deployment: early", "the informers go on after `start` has returned");
        for (String resource : List.of("deployments", "services")) {
            lab.expect("one list and one watch of " + resource)
                    .now(() -> lab.wire().lists(resource).size() == 1
                            && lab.wire().watches(resource).size() == 1)
                    .otherwise(() -> WireWords.of(lab.wire()));
        }
    }

    @Step(7)
    void missesNothingWhenAStreamEnds(Lab lab, InformerLesson answer) throws Exception {
        lab.hands().createDeployment("doomed", 1);
        start(lab, answer);
        Reference.awaitWatch(lab, "deployments");
        lab.gateway().faults().now(Cue.watch("deployments"), new EndStream());
        lab.hands().deleteDeployment("doomed");
        lab.hands().createDeployment("late", 1);
        String why = "after a clean end the informer watches again, from the last version that it saw";
        Reference.expectLine(lab, "delete a deployment: doomed", why);
        Reference.expectLine(lab, "add a deployment: late", why);
    }

    @Step(7)
    void missesNothingWhenAStreamIsCut(Lab lab, InformerLesson answer) throws Exception {
        lab.hands().createDeployment("doomed", 1);
        start(lab, answer);
        Reference.awaitWatch(lab, "deployments");
        lab.gateway().faults().now(Cue.watch("deployments"), new ResetStream());
        // client-java waits a second before it lists again: these happen while nobody watches
        lab.hands().deleteDeployment("doomed");
        lab.hands().createDeployment("late", 1);
        String why = "after a cut the informer lists again, and compares with its cache what came and what is gone";
        Reference.expectLine(lab, "delete a deployment: doomed", why);
        Reference.expectLine(lab, "add a deployment: late", why);
        lab.expect("a second watch of deployments after the first one was cut")
                .within(Reference.RECOVERY)
                .until(() ->
                        lab.wire().watches("deployments").size() == 2 && Reference.openWatches(lab, "deployments") == 1)
                .otherwise(() -> WireWords.of(lab.wire().watches("deployments")));
    }

    private static void start(Lab lab, InformerLesson answer) throws Exception {
        // how to stop it is the next step
        lab.threadsMayStay();
        SharedInformerFactory factory = answer.start(lab.client(), lab.namespace(), lab.namespace(), PATIENCE);
        lab.expect("the running factory from `start`")
                .now(() -> factory != null)
                .otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
    }
}
