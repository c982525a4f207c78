package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class WatchFromChecks {

    @Step(1)
    void goesOnFromTheVersionThatItIsGiven(Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.hands().createPod("before");
        String version = Pods.currentVersion(lab);
        Changes changes = new Changes();
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        Running run = watch(lab, answer, version, changes, end);
        lab.hands().createPod("after");
        lab.expect("ADDED after, for the pod that was created after version " + version)
                .until(() -> changes.has("ADDED after"))
                .otherwise(() -> changes.inWords() + "; " + WireWords.of(lab.wire()));
        lab.expect("one watch from resourceVersion=" + version + " with timeoutSeconds=60")
                .because(
                        "a watch without a version begins with ADDED for all that exists, and never tells what was deleted")
                .now(() -> lab.wire().watches("pods").stream()
                        .map(Exchange::call)
                        .allMatch(call -> call.options().resourceVersion().equals(version)
                                && Long.valueOf(60).equals(call.options().timeoutSeconds())))
                .otherwise(() -> WireWords.of(lab.wire()) + ", with timeoutSeconds=" + timeouts(lab));
        lab.expect("nothing about the pod `before`, which is older than the version")
                .now(() -> !changes.has("ADDED before"))
                .otherwise(changes::inWords);
        lab.gateway().faults().now(Cue.watch("pods"), new EndStream());
        awaitEnd(lab, run);
        String last = lastVersion(changes);
        expectEnd(lab, end, new StreamEnd(StreamEnd.How.TIMED_OUT, last), "the server ended the stream cleanly");
    }

    @Step(1)
    void keepsItsPlaceWhenTheConnectionBreaks(Lab lab, WatchPitfallsLesson answer) throws Exception {
        Changes changes = new Changes();
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        Running run = watch(lab, answer, Pods.currentVersion(lab), changes, end);
        lab.hands().createPod("web-1");
        awaitEnd(lab, run);
        expectEnd(
                lab,
                end,
                new StreamEnd(StreamEnd.How.BROKEN, lastVersion(changes)),
                "the connection broke in the middle of the line after `ADDED web-1`");
    }

    @Step(1)
    void knowsGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        gone(lab, answer, new GoneEvent(), "an event ERROR with code 410 came, in an answer that had begun with 200");
    }

    @Step(1)
    void knowsGoneAsAnAnswer(Lab lab, WatchPitfallsLesson answer) throws Exception {
        gone(lab, answer, new GoneOnWatch(), "the server answered the request with 410");
    }

    @Step(1)
    void letsTheFailureOfAConsumerThrough(Lab lab, WatchPitfallsLesson answer) throws Exception {
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        Running run = lab.start(
                        "watchFrom",
                        () -> end.set(answer.watchFrom(lab.client(), lab.namespace(), version, change -> {
                            throw new IllegalStateException("this consumer fails on purpose");
                        })))
                .mayFail();
        lab.hands().createPod("web-1");
        awaitEnd(lab, run);
        lab.expect("the exception of the consumer of changes out of `watchFrom`")
                .because("the stream was sound: whoever reports it as BROKEN hides a mistake in the program")
                .now(() -> run.failure().isPresent() && end.get() == null)
                .otherwise(() -> "your code returned " + end.get());
        lab.expect("no stream left open at the end")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    private static void gone(Lab lab, WatchPitfallsLesson answer, Fault fault, String what) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(fault);
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        awaitEnd(lab, watch(lab, answer, version, new Changes(), end));
        expectEnd(lab, end, new StreamEnd(StreamEnd.How.GONE, version), what);
    }

    private static Running watch(
            Lab lab, WatchPitfallsLesson answer, String version, Changes changes, AtomicReference<StreamEnd> end) {
        return lab.start("watchFrom", () -> end.set(answer.watchFrom(lab.client(), lab.namespace(), version, changes)));
    }

    private static void awaitEnd(Lab lab, Running run) throws Exception {
        lab.expect("`watchFrom` to return when the stream ends, however it ends")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
    }

    private static void expectEnd(Lab lab, AtomicReference<StreamEnd> end, StreamEnd expected, String what)
            throws Exception {
        lab.expect("the result " + expected + ", because " + what)
                .now(() -> expected.equals(end.get()))
                .otherwise(() -> "your code returned " + end.get());
        lab.expect("no stream left open at the end")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    private static String lastVersion(Changes changes) {
        List<Change> all = changes.all();
        return all.isEmpty()
                ? "that of `ADDED web-1`"
                : all.get(all.size() - 1).pod().getMetadata().getResourceVersion();
    }

    private static List<Long> timeouts(Lab lab) {
        return lab.wire().watches("pods").stream()
                .map(Exchange::call)
                .map(ApiCall::options)
                .map(options -> options.timeoutSeconds())
                .toList();
    }
}
