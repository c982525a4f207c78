package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Running;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import io.kubernetes.client.openapi.ApiClient;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class StopChecks {

    @Step(8)
    void endsARunFromAnotherThread(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        Streams.awaitOpen(lab, run);
        // One that changes no more: a further event would wake a run that only looks at a flag.
        Pods.createQuiet(lab, "web-1");
        lab.expect("the line `new Pod: web-1` before the stop")
                .until(() -> lab.output().has("new Pod: web-1"))
                .otherwise(() -> lab.output().inWords());
        answer.stop();
        expectReturn(
                lab,
                run,
                "a thread that waits for an event sees no flag that you set: it wakes when the watch is closed");
    }

    @Step(8)
    void endsARunOverHttp1(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        OkHttpClient http1 = lab.client()
                .getHttpClient()
                .newBuilder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .build();
        ApiClient client = lab.client().setHttpClient(http1);
        Running run = lab.start("run", () -> answer.run(client, lab.namespace()));
        Streams.awaitOpen(lab, run);
        answer.stop();
        expectReturn(
                lab,
                run,
                "over HTTP/2 an interrupt wakes the thread that waits for an event, over HTTP/1.1 it does not; "
                        + "closing the watch does in both");
    }

    @Step(8)
    void returnsAtOnceFromARunThatBeginsAfterTheStop(Lab lab, RawWatchLesson answer) throws Exception {
        answer.stop();
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("a `run` that begins after `stop` to return at once")
                .because("`stop` may come a moment before the watch is open, and must not be forgotten then")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
        Streams.expectNone(lab, "after `stop`");
    }

    @Step(8)
    void throwsWhenTheConnectionBreaksWithoutAStop(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        Running run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .mayFail();
        // A pod that already ran when the watch began would be told in one line, with no second one to cut.
        Streams.awaitOpen(lab, run);
        lab.hands().createPod("web-1");
        lab.expect("an exception out of `run` when the connection breaks and nobody called `stop`")
                .because(
                        "only after a `stop` is that exception the way out; swallowed without one, your program ends and "
                                + "nobody learns why")
                .until(() -> !run.isRunning() && run.failure().isPresent())
                .otherwise(() -> (run.isRunning() ? "it still runs; " : "it returned as if all were well; ")
                        + WireWords.of(lab.wire()));
    }

    private static void expectReturn(Lab lab, Running run, String why) throws Exception {
        lab.expect("`run` to return after `stop`, without an exception")
                .because(why)
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireWords.of(lab.wire()));
        Streams.expectNone(lab, "after `stop`");
    }

    /** The step's own marker comes first, before the steps that a run needs. */
    private static void stopAnother(Lab lab) throws Throwable {
        lab.answer(RawWatchLesson.class).stop();
    }
}
