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

    /** Much longer than a run needs to end after an interrupt, even on a busy machine. */
    private static final Duration LONG_ENOUGH_TO_END = Duration.ofSeconds(3);

    @Step(8)
    void endsARunFromAnotherThread(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        // This pod never changes: another event would wake a run that only checks a flag.
        Pods.createQuiet(lab, "web-1");
        lab.expect("the line `new Pod: web-1` before the stop")
                .until(() -> lab.output().has("new Pod: web-1"))
                .otherwise(() -> lab.output().describe());
        stop(lab, answer);
        expectReturn(
                lab,
                run,
                "a thread that waits for an event does not look at a flag; it wakes up when `stop` closes the watch");
    }

    @Step(8)
    void endsARunOverHttp1(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
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
                "nobody closed the watch; either `stop` only interrupts the thread, which does not end the wait over "
                        + "HTTP/1.1, or `stop` came before `run` had stored the watch, and `run` did not check for a stop "
                        + "again");
    }

    @Step(8)
    void returnsAtOnceWhenTheRunBeginsAfterTheStop(Lab lab, RawWatchLesson answer) throws Exception {
        stop(lab, answer);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("a `run` that begins after `stop` to return at once")
                .because("`stop` may come before the watch is open; then `run` must check for the stop itself")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        WatchExpectations.expectNone(lab, "after `stop`");
    }

    @Step(8)
    void throwsWhenTheConnectionBreaksWithoutAStop(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        lab.gateway()
                .faults()
                .when(Cue.watch("pods").afterEvent("ADDED", "web-1"))
                .then(new CutLine());
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        // A pod that already runs when the watch begins causes one line only, and then there is no second line to cut.
        WatchExpectations.awaitOpen(lab, run);
        lab.cluster().createPod("web-1");
        lab.expect("`run` to end when the connection breaks")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("an exception from `run` when the connection breaks and nobody called `stop`")
                .because(
                        "the exception is expected only after a `stop`; if `run` swallows it without a stop, your program "
                                + "ends and nobody learns why")
                .now(() -> run.failure().isPresent())
                .otherwise(() -> "it returned without an exception; " + WireDescription.of(lab.wire()));
    }

    @Step(8)
    void doesNotLoseAnInterrupt(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
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
        // The run does not have to end here. If it ends, the check looks at how it ended.
        run.awaitEnd(LONG_ENOUGH_TO_END);
        lab.expect("`run` to throw an exception, or to leave its thread interrupted, after an interrupt")
                .because("an interrupt asks the thread to end; if `run` returns and the interrupt is lost, the caller "
                        + "continues its work")
                .now(() -> !lost.get())
                .otherwise(() -> "it returned as if the stream had ended, and the interrupt was lost");
    }

    private static void expectReturn(Lab lab, BackgroundTask run, String why) throws Exception {
        lab.expect("`run` to return after `stop`, without an exception")
                .because(why)
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        lab.expect("`run` to return after `stop`, without an exception")
                .because(
                        "when `stop` closes the watch, the waiting thread gets an exception; after a `stop`, this exception "
                                + "is expected")
                .now(() -> run.failure().isEmpty())
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse(""));
        WatchExpectations.expectNone(lab, "after `stop`");
    }

    private static void stop(Lab lab, RawWatchLesson answer) throws Exception {
        lab.timeline().recordLearner("`stop` was called");
        answer.stop();
        lab.timeline().recordLearner("`stop` returned");
        boolean interrupted = Thread.interrupted();
        lab.expect("`stop` not to interrupt the thread that calls it")
                .because("another thread waits for an event: the thread that is in `run`")
                .now(() -> !interrupted)
                .otherwise(() -> "after `stop`, the thread that called it was interrupted");
    }

    /** Calls stop on an unused answer, so that the TODO of this step comes before the TODOs of the steps in a run. */
    private static void stopUnusedAnswer(Lab lab) throws Throwable {
        stop(lab, lab.newAnswer(RawWatchLesson.class));
    }
}
