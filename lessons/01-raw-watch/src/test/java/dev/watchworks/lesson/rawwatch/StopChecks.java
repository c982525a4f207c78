package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class StopChecks {

    /** A run that an interrupt wakes takes a small part of this, on a busy machine too. */
    private static final Duration LONG_ENOUGH_TO_END = Duration.ofSeconds(3);

    @Step(8)
    void endsARunFromAnotherThread(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        // One that changes no more: a further event would wake a run that only looks at a flag.
        Pods.createQuiet(lab, "web-1");
        lab.expect("the line `new Pod: web-1` before the stop")
                .until(() -> lab.output().has("new Pod: web-1"))
                .otherwise(() -> lab.output().describe());
        stop(lab, answer);
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
        BackgroundTask run =
                lab.start("run", () -> answer.run(client, lab.namespace())).allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        stop(lab, answer);
        expectReturn(
                lab,
                run,
                "nobody closed the watch, over HTTP/1.1: `stop` only interrupts, which does not wake a thread there; or it "
                        + "came before `run` had kept the watch, and `run` did not look again");
    }

    @Step(8)
    void returnsAtOnceFromARunThatBeginsAfterTheStop(Lab lab, RawWatchLesson answer) throws Exception {
        stop(lab, answer);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("a `run` that begins after `stop` to return at once")
                .because("`stop` may come a moment before the watch is open, and must not be forgotten then")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        WatchExpectations.expectNone(lab, "after `stop`");
    }

    @Step(8)
    void throwsWhenTheConnectionBreaksWithoutAStop(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        // A pod that already ran when the watch began would be told in one line, with no second one to cut.
        WatchExpectations.awaitOpen(lab, run);
        lab.cluster().createPod("web-1");
        lab.expect("`run` to end when the connection breaks")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("an exception out of `run` when the connection breaks and nobody called `stop`")
                .because(
                        "only after a `stop` is that exception the way out; swallowed without one, your program ends and "
                                + "nobody learns why")
                .now(() -> run.failure().isPresent())
                .otherwise(() -> "it returned as if all were well; " + WireDescription.of(lab.wire()));
    }

    @Step(8)
    void keepsAnInterruptFromBeingLost(Lab lab, RawWatchLesson answer) throws Throwable {
        stopAnother(lab);
        AtomicReference<Thread> reader = new AtomicReference<>();
        AtomicBoolean lost = new AtomicBoolean();
        BackgroundTask run = lab.start("run", () -> {
                    reader.set(Thread.currentThread());
                    answer.run(lab.client(), lab.namespace());
                    lost.set(!Thread.currentThread().isInterrupted());
                })
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        lab.timeline().recordLearner("the thread of your `run` was interrupted");
        reader.get().interrupt();
        // Whether it ends is not asked for here, only how.
        run.awaitEnd(LONG_ENOUGH_TO_END);
        lab.expect("`run` not to take an interrupt of its thread for the end of the stream")
                .because(
                        "who interrupts a thread wants it to end; if `run` just returns and the interrupt is gone, its "
                                + "caller goes on with the next thing")
                .now(() -> !lost.get())
                .otherwise(() -> "it returned as if the stream had ended, and the interrupt is gone");
    }

    private static void expectReturn(Lab lab, BackgroundTask run, String why) throws Exception {
        lab.expect("`run` to return after `stop`, without an exception")
                .because(why)
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("`run` to return after `stop`, without an exception")
                .because(
                        "closing a watch wakes its reader with an exception; after a `stop` that is the way out, and no "
                                + "failure")
                .now(() -> run.failure().isEmpty())
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse(""));
        WatchExpectations.expectNone(lab, "after `stop`");
    }

    private static void stop(Lab lab, RawWatchLesson answer) throws Exception {
        lab.timeline().recordLearner("`stop` was called");
        answer.stop();
        lab.timeline().recordLearner("`stop` came back");
        boolean interrupted = Thread.interrupted();
        lab.expect("`stop` to leave the thread that calls it alone")
                .because("the thread that waits for an event is another one: it is in `run`")
                .now(() -> !interrupted)
                .otherwise(() -> "after `stop` the thread that called it was interrupted");
    }

    /** The step's own marker comes first, before the steps that a run needs. */
    private static void stopAnother(Lab lab) throws Throwable {
        stop(lab, lab.newAnswer(RawWatchLesson.class));
    }
}
