package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import java.util.List;

/** Checks which watch {@code watchFrom} opens, and what it makes of a stream that ends or breaks. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class WatchFromChecks {

    @Step(value = 4, order = 1)
    void continuesFromTheGivenVersion(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("before");
        WatchFromRun watching = WatchFromRun.start(lab, answer);
        String version = watching.version();
        lab.cluster().createPod("after");
        lab.expect("ADDED after, for a pod that was created after version " + version)
                .until(() -> watching.changes().has("ADDED after"))
                .otherwise(() -> watching.changes().describe() + "; " + WireDescription.of(lab.wire()));
        lab.expect("a watch from resourceVersion=" + version + ", the version that `watchFrom` got")
                .because(
                        "without a version, a watch begins with an ADDED for each pod that exists, and does not show what was "
                                + "deleted; version 0 means `any version`, and does the same")
                .now(() -> calls(lab).stream()
                        .allMatch(call -> call.options().resourceVersion().equals(version)))
                .otherwise(() -> describeOrigin(lab));
        lab.expect("a watch with timeoutSeconds=60")
                .because(
                        "the server ends the stream after this time; without it, your code may wait for a very long time "
                                + "when the connection is dead")
                .now(() -> calls(lab).stream()
                        .allMatch(call -> Long.valueOf(60).equals(call.options().timeoutSeconds())))
                .otherwise(() -> "your watch had timeoutSeconds=" + timeouts(lab));
        expectOneRequest(lab);
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        watching.awaitEnd();
        watching.expectEnd(How.TIMED_OUT, watching.changes().lastVersion(), "the server ended the stream cleanly");
    }

    private static void expectOneRequest(Lab lab) throws Exception {
        lab.expect("one request: a watch of the pods in the namespace " + lab.namespace())
                .because("a watch of other namespaces or another request costs the server more, and you do not need it")
                .now(() -> lab.wire().exchanges().size() == 1
                        && calls(lab).get(0).namespace().equals(lab.namespace())
                        && calls(lab).get(0).options().labelSelector().isEmpty()
                        && calls(lab).get(0).options().fieldSelector().isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    @Step(value = 4, order = 2)
    void keepsTheVersionOfADeletion(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("web-1");
        WatchFromRun watching = WatchFromRun.start(lab, answer);
        // A deletion is not the first event, so its version is not the only one after the beginning.
        lab.cluster().labelPod("web-1", "tier", "front");
        Pods.deleteAndAwait(lab, "web-1");
        lab.expect("DELETED web-1, for a pod that was deleted during your watch")
                .until(() -> watching.changes().has("DELETED web-1"))
                .otherwise(watching.changes()::describe);
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        watching.awaitEnd();
        watching.expectEnd(
                How.TIMED_OUT,
                watching.changes().lastVersion(),
                "the server ended the stream cleanly after `DELETED web-1`");
    }

    @Step(value = 4, order = 3)
    void keepsTheVersionWhenTheConnectionBreaks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        WatchFromRun watching = WatchFromRun.start(lab, answer);
        lab.cluster().createPod("web-1");
        lab.cluster().labelPod("web-1", "tier", "front");
        watching.awaitEnd();
        watching.expectEnd(
                How.BROKEN,
                watching.changes().lastVersion(),
                "the connection broke in the middle of the line after `ADDED web-1`");
    }

    private static String describeOrigin(Lab lab) {
        String version = calls(lab).get(0).options().resourceVersion();
        return version.isEmpty()
                ? "your watch had no version, so it began with all pods that exist"
                : version.equals("0")
                        ? "your watch began from 0, which means `any version`, so it began with all pods that exist"
                        : "your watch began from resourceVersion " + version;
    }

    private static List<ApiCall> calls(Lab lab) {
        return lab.wire().watches("pods").stream().map(Exchange::call).toList();
    }

    private static List<Long> timeouts(Lab lab) {
        return calls(lab).stream().map(call -> call.options().timeoutSeconds()).toList();
    }
}
