package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class WatchFromChecks {

    private static final int SERVER_ERROR = 500;

    @Step(4)
    void continuesFromTheGivenVersion(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("before");
        String version = Pods.currentVersion(lab);
        RecordedChanges changes = new RecordedChanges(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        BackgroundTask run = watch(lab, answer, version, changes, end);
        lab.cluster().createPod("after");
        lab.expect("ADDED after, for a pod that was created after version " + version)
                .until(() -> changes.has("ADDED after"))
                .otherwise(() -> changes.describe() + "; " + WireDescription.of(lab.wire()));
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
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        awaitEnd(lab, run);
        expectEnd(lab, end, How.TIMED_OUT, changes.lastVersion(), "the server ended the stream cleanly");
    }

    @Step(4)
    void keepsTheVersionWhenTheConnectionBreaks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        RecordedChanges changes = new RecordedChanges(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        BackgroundTask run = watch(lab, answer, Pods.currentVersion(lab), changes, end);
        lab.cluster().createPod("web-1");
        lab.cluster().labelPod("web-1", "tier", "front");
        awaitEnd(lab, run);
        expectEnd(
                lab,
                end,
                How.BROKEN,
                changes.lastVersion(),
                "the connection broke in the middle of the line after `ADDED web-1`");
    }

    @Step(4)
    void recognizesGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        gone(lab, answer, new GoneEvent(), "an event ERROR with code 410 came in a response with status 200");
    }

    @Step(4)
    void recognizesGoneAsAResponse(Lab lab, WatchPitfallsLesson answer) throws Exception {
        gone(lab, answer, new GoneOnWatch(), "the server returned 410 for the request");
    }

    @Step(4)
    void returnsTheExceptionWhenTheServerRefuses(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(new ServerError());
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        awaitEnd(lab, watch(lab, answer, version, new RecordedChanges(lab), end));
        expectEnd(lab, end, How.BROKEN, version, "the server returned 500 for the request");
        lab.expect("the exception of client-java with code 500 as `refusal` in the result")
                .because("this exception has the header `Retry-After`, if the server sent one; step 7 needs it")
                .now(() -> end.get().refusal() != null && end.get().refusal().getCode() == SERVER_ERROR)
                .otherwise(() -> end.get().refusal() == null
                        ? "`refusal` is null"
                        : "`refusal` has the code " + end.get().refusal().getCode());
    }

    @Step(4)
    void letsTheFailureOfAConsumerThrough(Lab lab, WatchPitfallsLesson answer) throws Exception {
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        BackgroundTask run = lab.start(
                        "watchFrom",
                        () -> end.set(answer.watchFrom(lab.client(), lab.namespace(), version, change -> {
                            throw new IllegalStateException("this consumer fails on purpose");
                        })))
                .allowFailure();
        lab.cluster().createPod("web-1");
        awaitEnd(lab, run);
        lab.expect("`watchFrom` to let the exception of the consumer through")
                .because("the stream is not broken; a result BROKEN would hide a mistake in the program")
                .now(() -> run.failure().isPresent() && end.get() == null)
                .otherwise(() -> end.get() == null
                        ? "your code returned null"
                        : "your code returned " + end.get().how());
        expectNoStream(lab);
    }

    private static void gone(Lab lab, WatchPitfallsLesson answer, Fault fault, String describeResult) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(fault);
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        awaitEnd(lab, watch(lab, answer, version, new RecordedChanges(lab), end));
        expectEnd(lab, end, How.GONE, version, describeResult);
    }

    private static BackgroundTask watch(
            Lab lab,
            WatchPitfallsLesson answer,
            String version,
            RecordedChanges changes,
            AtomicReference<StreamEnd> end) {
        return lab.start("watchFrom", () -> end.set(answer.watchFrom(lab.client(), lab.namespace(), version, changes)));
    }

    private static void awaitEnd(Lab lab, BackgroundTask run) throws Exception {
        lab.expect("`watchFrom` to return when the stream ends")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
    }

    private static void expectEnd(
            Lab lab, AtomicReference<StreamEnd> end, How how, String version, String describeResult) throws Exception {
        lab.expect("the result " + how + ", because " + describeResult)
                .because(why(how))
                .now(() -> end.get() != null && end.get().how() == how)
                .otherwise(() -> end.get() == null
                        ? "your code returned null"
                        : "your code returned " + end.get().how());
        lab.expect("resourceVersion " + version
                        + " in the result: the version of the last event, or of the beginning if no event came")
                .because(
                        "the next watch continues from this version; an older one repeats events, and without one you miss "
                                + "events")
                .now(() -> version.equals(end.get().resourceVersion()))
                .otherwise(() -> describeVersion(lab, end.get().resourceVersion()));
        expectNoStream(lab);
    }

    private static String describeOrigin(Lab lab) {
        String version = calls(lab).get(0).options().resourceVersion();
        return version.isEmpty()
                ? "your watch had no version, so it began with all pods that exist"
                : version.equals("0")
                        ? "your watch began from 0, which means `any version`, so it began with all pods that exist"
                        : "your watch began from resourceVersion " + version;
    }

    private static String describeVersion(Lab lab, String version) {
        return calls(lab).get(0).options().resourceVersion().equals(version)
                ? "your code returned the version that the watch had begun from"
                : "your code returned resourceVersion " + version;
    }

    private static String why(How how) {
        return switch (how) {
            case GONE ->
                "410 has two forms, and both mean the same: the server cannot continue from this version, now or later, "
                        + "so it does not help to try this version again";
            case BROKEN -> "the next attempt from the same version may work, and nothing is lost yet";
            case TIMED_OUT -> "the end of a stream is normal: the server ends each watch after its time-out";
        };
    }

    private static void expectNoStream(Lab lab) throws Exception {
        lab.expect("no open stream at the end")
                .because(
                        "if you do not close a watch, the server continues to send events, and the connection stays open")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    private static List<ApiCall> calls(Lab lab) {
        return lab.wire().watches("pods").stream().map(Exchange::call).toList();
    }

    private static List<Long> timeouts(Lab lab) {
        return calls(lab).stream().map(call -> call.options().timeoutSeconds()).toList();
    }
}
