package dev.watchworks.lesson.rawwatch;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.fault.HoldResponse;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.labkit.interleaving.PausePoint;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The checks of a run that ends without a stop. */
@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class UnstoppedRunChecks {

    /** Longer than most runs need to end; an answer that needs longer is not judged. */
    private static final Duration ENOUGH_AFTER_AN_INTERRUPT = Duration.ofSeconds(3);

    /** Much longer than a run needs to end after an interrupt, even on a busy machine. */
    private static final Duration LONG_ENOUGH_TO_END = Duration.ofSeconds(5);

    @Step(value = 8, order = 10)
    void throwsWhenTheConnectionBreaksWithoutAStop(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
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

    @Step(value = 8, order = 11)
    void doesNotLoseAnInterrupt(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
        Pods.createQuiet(lab, "early");
        InterruptedRun run = InterruptedRun.start(lab, answer);
        WatchExpectations.awaitOpen(lab, run.task());
        lab.expect("the line `new Pod: early` before the interrupt")
                .until(() -> lab.output().has("new Pod: early") || !run.task().isRunning())
                .otherwise(() -> Printed.describe(lab));
        run.interrupt();
        run.expectKeptInterrupt();
    }

    @Step(value = 8, order = 12)
    void doesNotLoseAnInterruptWhileTheWatchOpens(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
        ArmedFault held = lab.gateway().faults().when(Cue.watch("pods")).then(new HoldResponse());
        lab.atEnd(held::lift);
        InterruptedRun run = InterruptedRun.start(lab, answer);
        WatchExpectations.awaitRequest(lab, run.task());
        run.interrupt();
        run.expectKeptInterrupt();
    }

    @Step(value = 8, order = 13)
    void doesNotLoseAnInterruptAtAnyMomentOfTheRun(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
        Pods.createQuiet(lab, "early");
        int operations = PausableRun.countOperations(lab);
        for (int operation = 1; operation <= operations; operation++) {
            PausePoint point = PausePoint.before(operation);
            PausableRun run = PausableRun.start(lab, point);
            run.awaitPoint();
            String moment = run.moment();
            run.interrupt();
            if (!run.endsWithin(ENOUGH_AFTER_AN_INTERRUPT)) {
                // It need not end. An answer that continues does so at each moment, and the check need not look again.
                return;
            }
            lab.expect(
                            "`run` to throw an exception, or to leave its thread interrupted, after an interrupt when your code "
                                    + moment)
                    .because(
                            "`Thread.interrupted()` and most methods that throw an InterruptedException clear the interrupt; "
                                    + "if `run` returns without it, the caller continues its work")
                    .now(() -> !run.hasLostItsInterrupt())
                    .otherwise(() -> "it returned as if the stream had ended, and the interrupt was lost");
        }
    }

    @Step(value = 8, order = 14)
    void throwsWhenTheClientGivesUp(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
        ApiClient client = ReadTimeoutInterceptor.addTo(lab.client());
        AtomicBoolean interrupted = new AtomicBoolean();
        BackgroundTask run = lab.start("run", () -> {
                    answer.run(client, lab.namespace());
                    interrupted.set(Thread.currentThread().isInterrupted());
                })
                .allowFailure();
        WatchExpectations.awaitRequest(lab, run);
        // A run that sends its requests in another way does not end.
        run.awaitEnd(ENOUGH_AFTER_AN_INTERRUPT);
        lab.expect(
                        "an exception from `run` when the client gives up, because it has waited too long for the next event")
                .because("nobody called `stop`, and nobody interrupted the thread: a time-out is a failure")
                .now(() -> run.isRunning() || run.failure().isPresent())
                .otherwise(() -> interrupted.get()
                        ? "it returned, and left its thread interrupted"
                        : "it returned without an exception");
    }

    /** A run whose thread the check interrupts. */
    private record InterruptedRun(Lab lab, BackgroundTask task, AtomicReference<Thread> thread, AtomicBoolean lost) {

        static InterruptedRun start(Lab lab, RawWatchLesson answer) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            AtomicBoolean lost = new AtomicBoolean();
            BackgroundTask task = lab.start("run", () -> {
                        thread.set(Thread.currentThread());
                        answer.run(lab.client(), lab.namespace());
                        lost.set(!Thread.currentThread().isInterrupted());
                    })
                    .allowFailure();
            return new InterruptedRun(lab, task, thread, lost);
        }

        void interrupt() {
            lab.timeline().recordCluster("the check interrupted the thread of `run`");
            thread.get().interrupt();
        }

        /** The run does not have to end. If it ends, the check looks at how it ended. */
        void expectKeptInterrupt() throws Exception {
            task.awaitEnd(LONG_ENOUGH_TO_END);
            lab.expect("`run` to throw an exception, or to leave its thread interrupted, after an interrupt")
                    .because(
                            "an interrupt asks the thread to end; if `run` returns and the interrupt is lost, the caller "
                                    + "continues its work")
                    .now(() -> !lost.get())
                    .otherwise(() -> "it returned as if the stream had ended, and the interrupt was lost");
        }
    }
}
