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
    void goesOnFromTheVersionThatItIsGiven(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.cluster().createPod("before");
        String version = Pods.currentVersion(lab);
        RecordedChanges changes = new RecordedChanges(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        BackgroundTask run = watch(lab, answer, version, changes, end);
        lab.cluster().createPod("after");
        lab.expect("ADDED after, for the pod that was created after version " + version)
                .until(() -> changes.has("ADDED after"))
                .otherwise(() -> changes.describe() + "; " + WireDescription.of(lab.wire()));
        lab.expect("a watch from resourceVersion=" + version + ", the version that `watchFrom` was given")
                .because(
                        "a watch without a version begins with ADDED for all that exists, and never tells what was deleted; "
                                + "0 is no version either, it means `any`")
                .now(() -> calls(lab).stream()
                        .allMatch(call -> call.options().resourceVersion().equals(version)))
                .otherwise(() -> origin(lab));
        lab.expect("a watch with timeoutSeconds=60")
                .because(
                        "a stream that has no end of its own also does not end when the connection has died without a word")
                .now(() -> calls(lab).stream()
                        .allMatch(call -> Long.valueOf(60).equals(call.options().timeoutSeconds())))
                .otherwise(() -> "your watch asked for timeoutSeconds=" + timeouts(lab));
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        awaitEnd(lab, run);
        expectEnd(lab, end, How.TIMED_OUT, changes.lastVersion(), "the server ended the stream cleanly");
    }

    @Step(4)
    void keepsItsPlaceWhenTheConnectionBreaks(Lab lab, WatchPitfallsLesson answer) throws Exception {
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
    void knowsGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        gone(lab, answer, new GoneEvent(), "an event ERROR with code 410 came, in an answer that had begun with 200");
    }

    @Step(4)
    void knowsGoneAsAnAnswer(Lab lab, WatchPitfallsLesson answer) throws Exception {
        gone(lab, answer, new GoneOnWatch(), "the server answered the request with 410");
    }

    @Step(4)
    void handsOnWhyTheServerRefused(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(new ServerError());
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        awaitEnd(lab, watch(lab, answer, version, new RecordedChanges(lab), end));
        expectEnd(lab, end, How.BROKEN, version, "the server answered the request with 500");
        lab.expect("the refusal in the result, as client-java threw it: code 500")
                .because(
                        "only the refusal knows whether the server also said how long to stay away; step 7 will ask it")
                .now(() -> end.get().refusal() != null && end.get().refusal().getCode() == SERVER_ERROR)
                .otherwise(() -> end.get().refusal() == null
                        ? "the refusal is null"
                        : "the refusal has code " + end.get().refusal().getCode());
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
        lab.expect("the exception of the consumer of changes out of `watchFrom`")
                .because("the stream was sound: whoever reports it as BROKEN hides a mistake in the program")
                .now(() -> run.failure().isPresent() && end.get() == null)
                .otherwise(() -> end.get() == null
                        ? "your code returned null"
                        : "your code returned " + end.get().how());
        expectNoStream(lab);
    }

    private static void gone(Lab lab, WatchPitfallsLesson answer, Fault fault, String what) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(fault);
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        awaitEnd(lab, watch(lab, answer, version, new RecordedChanges(lab), end));
        expectEnd(lab, end, How.GONE, version, what);
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
        lab.expect("`watchFrom` to return when the stream ends, however it ends")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
    }

    private static void expectEnd(Lab lab, AtomicReference<StreamEnd> end, How how, String version, String what)
            throws Exception {
        lab.expect("the result " + how + ", because " + what)
                .because(why(how))
                .now(() -> end.get() != null && end.get().how() == how)
                .otherwise(() -> end.get() == null
                        ? "your code returned null"
                        : "your code returned " + end.get().how());
        lab.expect("the result's resourceVersion " + version
                        + ", that of the last event; without one, that of the beginning")
                .because(
                        "it is where the next watch goes on: an older one repeats what you have seen, none loses what you have not")
                .now(() -> version.equals(end.get().resourceVersion()))
                .otherwise(() -> place(lab, end.get().resourceVersion()));
        expectNoStream(lab);
    }

    private static String origin(Lab lab) {
        String version = calls(lab).get(0).options().resourceVersion();
        return version.isEmpty()
                ? "your watch named no version: it began with all pods that exist"
                : version.equals("0")
                        ? "your watch began from 0, which is no version but says `any`: it began with all pods that exist"
                        : "your watch began from resourceVersion " + version;
    }

    private static String place(Lab lab, String version) {
        return calls(lab).get(0).options().resourceVersion().equals(version)
                ? "your code returned the version that the watch had begun from"
                : "your code returned resourceVersion " + version;
    }

    private static String why(How how) {
        return switch (how) {
            case GONE ->
                "410 has two forms, and both mean the same: from this version the server cannot go on, today or "
                        + "later; whoever asks again with it asks for ever";
            case BROKEN ->
                "what broke or was refused may work the next time, from the same version; nothing is lost yet";
            case TIMED_OUT -> "the end of a stream is no error: the server ends each watch after its time-out";
        };
    }

    private static void expectNoStream(Lab lab) throws Exception {
        lab.expect("no stream left open at the end")
                .because("a watch that is not closed goes on: the server keeps sending, and you keep the connection")
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
