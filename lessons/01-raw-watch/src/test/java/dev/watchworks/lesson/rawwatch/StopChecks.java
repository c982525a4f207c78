package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class StopChecks {

    @Step(5)
    void endsARunFromAnotherThread(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        awaitOpenStream(lab);
        lab.hands().createPod("web-1");
        lab.expect("the line `new Pod: web-1` before the stop")
                .until(() -> lab.output().has("new Pod: web-1"))
                .otherwise(() -> lab.output().inWords());
        answer.stop();
        lab.expect("`run` to return after `stop`, without an exception")
                .because("a thread that waits for an event wakes when the watch is closed, not when it is interrupted")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
        expectNoOpenStream(lab);
    }

    @Step(5)
    void returnsAtOnceFromARunThatBeginsAfterTheStop(Lab lab, RawWatchLesson answer) throws Exception {
        answer.stop();
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("a `run` that begins after `stop` to return at once")
                .because("`stop` may come a moment before the watch is open, and must not be forgotten then")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
        expectNoOpenStream(lab);
    }

    @Step(5)
    void throwsWhenTheConnectionBreaksWithoutAStop(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .mayFail();
        // A pod that already ran when the watch began would be told in one line, with no second one to cut.
        awaitOpenStream(lab);
        lab.hands().createPod("web-1");
        lab.expect("an exception out of `run` when the connection breaks and nobody called `stop`")
                .because(
                        "only after a `stop` is that exception the way out; swallowed without one, your program ends and "
                                + "nobody learns why")
                .until(() -> !run.isRunning() && run.failure().isPresent())
                .otherwise(() -> (run.isRunning() ? "it still runs; " : "it returned as if all were well; ")
                        + WireWords.of(lab.wire()));
    }

    /** The step's own marker comes first, before the steps that a run needs. */
    private static void stopAnother(Lab lab) throws Throwable {
        lab.answer(RawWatchLesson.class).stop();
    }

    private static void awaitOpenStream(Lab lab) throws Exception {
        lab.expect("an open watch of pods while `run` goes on")
                .until(() -> lab.wire().watches("pods").stream().anyMatch(Exchange::isOpenStream))
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    private static void expectNoOpenStream(Lab lab) throws Exception {
        lab.expect("no stream left open after `stop`")
                .until(() -> lab.wire().counters().openStreams() == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
    }
}
