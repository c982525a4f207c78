package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.WireEvent;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.StartEarly;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.informer.given.Recovery;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Step 9: the prediction of how an informer recovers. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class RecoveryChecks {

    @Step(value = 9, order = 1)
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
                "the end of a stream is normal. The informer knows the version of the last event, and watches again from "
                        + "there");
        expectPrediction(
                lab,
                "listsAfterCut",
                seen.listsAfterCut(),
                said.listsAfterCut(),
                "after a cut, client-java waits a second, lists again and compares. (client-go watches again from the last "
                        + "version.)");
        expectPrediction(
                lab,
                "listsAfterGone",
                seen.listsAfterGone(),
                said.listsAfterGone(),
                "410 means that the server no longer has this version in its history. Only a new list helps, and one list is "
                        + "enough");
        expectPrediction(
                lab,
                "callsForBrief",
                seen.callsForBrief(),
                said.callsForBrief(),
                "a list shows what exists now. A deployment that came and went in between is not in the cache and not in the "
                        + "list, so the handler gets no call for it");
    }

    private static void expectPrediction(Lab lab, String name, int seen, int said, String why) throws Exception {
        lab.expect(name + " = " + seen + ", as the check measured")
                .because(why)
                .now(() -> said == seen)
                .otherwise(() -> "you predicted " + said);
        lab.explainMeasurement(name + " = " + seen, why);
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
        changeWhileNobodyWatches(lab);
        for (String resource : resources) {
            lab.expect("a second watch of " + resource)
                    .within(ReferenceInformers.RECOVERY)
                    .until(() -> lab.wire().watches(resource).size() == 2
                            && ReferenceInformers.openWatches(lab, resource) == 1)
                    .otherwise(() -> WireDescription.of(lab.wire()));
        }
        lab.expect("the handler of the check to get the deployment marker")
                .until(() -> calls.count("add marker") == 1)
                .otherwise(() -> "its calls were " + calls.all());
        return new Recovery(
                lab.wire().lists("pods").size() - 1,
                lab.wire().lists("deployments").size() - 1,
                lab.wire().lists("services").size() - 1,
                calls.countOf("brief"));
    }

    /** Cuts the watch of deployments, and lets the next list of them reach the cluster only after the changes. */
    private static void changeWhileNobodyWatches(Lab lab) {
        CountDownLatch changed = new CountDownLatch(1);
        lab.atEnd(lab.wire().listen(event -> {
            if (event instanceof WireEvent.RequestReceived request && isListOfDeployments(request)) {
                await(changed);
            }
        })::close);
        try {
            lab.gateway().faults().now(Cue.watch("deployments"), new ResetStream());
            lab.cluster().createDeployment("brief", 0);
            lab.cluster().deleteDeployment("brief");
            lab.cluster().createDeployment("marker", 0);
        } finally {
            changed.countDown();
        }
    }

    private static boolean isListOfDeployments(WireEvent.RequestReceived request) {
        ApiCall call = request.exchange().call();
        return call.isList() && call.resource().equals("deployments");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
