package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.StartEarly;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.informer.given.Recovery;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;

/** Step 9: how an informer recovers, predicted and measured. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class RecoveryChecks {

    @Step(9)
    @StartEarly("measure")
    void predictsHowAnInformerRecovers(Lab lab, InformerLesson answer) throws Exception {
        Recovery said = answer.predictRecovery();
        lab.expect("a `Recovery` from `predictRecovery`")
                .now(() -> said != null)
                .otherwise(() -> "your code returned null");
        Recovery seen = lab.measured(Recovery.class);
        expectPrediction(
                lab,
                "listsAfterEnd",
                seen.listsAfterEnd(),
                said.listsAfterEnd(),
                "an end is normal. The informer knows the version of the last event, and watches again from there: the "
                        + "server's history has the rest");
        expectPrediction(
                lab,
                "listsAfterCut",
                seen.listsAfterCut(),
                said.listsAfterCut(),
                "client-java lists again after a cut, a second later, and compares. (client-go would watch again from the "
                        + "last version.)");
        expectPrediction(
                lab,
                "listsAfterGone",
                seen.listsAfterGone(),
                said.listsAfterGone(),
                "410 says that the server's history no longer reaches back that far: a list is the only way on, and one is "
                        + "enough");
        expectPrediction(
                lab,
                "callsForBrief",
                seen.callsForBrief(),
                said.callsForBrief(),
                "a list tells what is, not what was. A deployment that came and went in between is in neither the cache nor "
                        + "the list; a handler hears of states, not of each step on the way");
    }

    private static void expectPrediction(Lab lab, String name, int seen, int said, String why) throws Exception {
        lab.expect(name + " = " + seen + ", as the wire saw")
                .because(why)
                .now(() -> said == seen)
                .otherwise(() -> "you predicted " + said);
    }

    private static Recovery measure(Lab lab) throws Exception {
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> deployments = ReferenceInformers.deployments(factory, lab);
        RecordingEventHandler<V1Deployment> calls = new RecordingEventHandler<>(lab, "the handler");
        deployments.addEventHandler(calls);
        ReferenceInformers.services(factory, lab);
        ReferenceInformers.pods(factory, lab);
        factory.startAllRegisteredInformers();
        List<String> resources = List.of("deployments", "services", "pods");
        for (String resource : resources) {
            ReferenceInformers.awaitWatch(lab, resource);
        }
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        lab.gateway().faults().now(Cue.watch("services"), new GoneEvent());
        lab.gateway().faults().now(Cue.watch("deployments"), new ResetStream());
        lab.cluster().createDeployment("brief", 0);
        lab.cluster().deleteDeployment("brief");
        lab.cluster().createDeployment("late", 0);
        for (String resource : resources) {
            lab.expect("a second watch of " + resource)
                    .within(ReferenceInformers.RECOVERY)
                    .until(() -> lab.wire().watches(resource).size() == 2
                            && ReferenceInformers.openWatches(lab, resource) == 1)
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }
        lab.expect("the check's own handler to hear of the deployment late")
                .until(() -> calls.count("add late") == 1)
                .otherwise(() -> "it heard of " + calls.all());
        return new Recovery(
                lab.wire().lists("pods").size() - 1,
                lab.wire().lists("deployments").size() - 1,
                lab.wire().lists("services").size() - 1,
                calls.countOf("brief"));
    }
}
