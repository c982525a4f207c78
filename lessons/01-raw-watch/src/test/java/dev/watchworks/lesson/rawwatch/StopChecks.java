package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.openapi.ApiClient;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class StopChecks {

    @Step(value = 8, order = 1)
    void endsOnlyTheRunOfItsOwnObject(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        lab.expect("a `run` of one RawWatch to open its watch after a `stop` of another RawWatch")
                .because("each object has its own `run`; a static field belongs to all objects of a class")
                .until(() -> WatchExpectations.isOpen(lab) || !run.isRunning())
                .otherwise(() -> WireDescription.of(lab.wire()));
        stopUnusedAnswer(lab);
        Pods.createQuiet(lab, "late");
        lab.expect("a `run` of one RawWatch to continue after a `stop` of another RawWatch")
                .because("each object has its own `run`; a static field belongs to all objects of a class")
                .until(() -> lab.output().has("new Pod: late") || !run.isRunning())
                .otherwise(() -> Printed.describe(lab));
        lab.expect("a `run` of one RawWatch to continue after a `stop` of another RawWatch")
                .because(
                        run.failure().isPresent()
                                ? ""
                                : "each object has its own `run`; a static field belongs to all objects of a class")
                .now(run::isRunning)
                .otherwise(() -> run.failure().map(CaughtThrowable::describe).orElse("it returned"));
    }

    @Step(value = 8, order = 2)
    void endsARunFromAnotherThread(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        // This pod never changes: another event would wake a run that only checks a flag.
        Pods.createQuiet(lab, "web-1");
        lab.expect("the line `new Pod: web-1` before the stop")
                .until(() -> lab.output().has("new Pod: web-1"))
                .otherwise(() -> Printed.describe(lab));
        stop(lab, answer);
        expectReturn(
                lab,
                run,
                "a thread that waits for an event does not look at a flag; it wakes up when `stop` closes the watch");
    }

    @Step(value = 8, order = 3)
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

    @Step(value = 8, order = 4)
    void returnsAtOnceWhenTheRunBeginsAfterTheStop(Lab lab, RawWatchLesson answer) throws Exception {
        stop(lab, answer);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("a `run` that begins after `stop` to return at once")
                .because("`stop` may come before the watch is open; then `run` must check for the stop itself")
                .until(() -> !run.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        WatchExpectations.expectNone(lab, "after `stop`");
    }

    @Step(value = 8, order = 5)
    void endsARunThatIsStillOpeningItsWatch(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        ArmedFault held = lab.gateway().faults().when(Cue.watch("pods")).then(new HoldResponse());
        lab.atEnd(held::lift);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        StopCall stop = StopCall.start(lab, answer);
        lab.expect("`stop` to be called while `run` waits for the response to its watch request")
                .until(stop::hasReturnedOrWaits)
                .otherwise(() -> "it is not over");
        held.lift();
        stop.expectReturn();
        expectReturn(
                lab,
                run,
                "`stop` came after the request and before the response; when the response came, nobody closed the watch, "
                        + "so `run` must check for the stop itself when the watch is open");
    }

    @Step(value = 8, order = 6)
    void mayBeCalledTwice(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        BackgroundTask run = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, run);
        stop(lab, answer);
        expectReturn(lab, run, "`stop` must close the watch that `run` reads");
        Optional<Throwable> thrown = CaughtThrowable.catchThrowable(answer::stop);
        lab.expect("a second `stop`, after `run` has returned, to do nothing")
                .because("a program may stop for two reasons at once")
                .now(thrown::isEmpty)
                .otherwise(() -> thrown.map(CaughtThrowable::describe).orElse(""));
    }

    @Step(value = 8, order = 7)
    void staysStoppedAfterARunThatWasStopped(Lab lab, RawWatchLesson answer) throws Throwable {
        stopUnusedAnswer(lab);
        BackgroundTask first = lab.start("run", () -> answer.run(lab.client(), lab.namespace()))
                .allowFailure();
        WatchExpectations.awaitOpen(lab, first);
        stop(lab, answer);
        expectReturn(lab, first, "`stop` must close the watch that `run` reads");
        BackgroundTask second = lab.start("run", () -> answer.run(lab.client(), lab.namespace()));
        lab.expect("a second `run` of the object, after the first one was stopped, to return at once")
                .because("a stop is final, also when it has already ended a run")
                .until(() -> !second.isRunning())
                .otherwise(() -> "it still runs; " + WireDescription.of(lab.wire()));
        WatchExpectations.expectNone(lab, "after `stop`");
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

    static void stop(Lab lab, RawWatchLesson answer) throws Exception {
        StopCall.start(lab, answer).expectReturn();
    }

    /** Calls stop on an unused answer, so that the TODO of this step comes before the TODOs of the steps in a run. */
    static void stopUnusedAnswer(Lab lab) throws Throwable {
        stop(lab, lab.newAnswer(RawWatchLesson.class));
    }
}
