package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.interleaving.PausePoint;

/** The checks of a stop that comes exactly between two operations of the run, at each place. */
@LessonChecks(value = "01-raw-watch", answer = "RawWatch")
class StopMomentChecks {

    @Step(value = 8, order = 8)
    void losesNoStopAtAnyMomentOfTheRun(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
        Pods.createQuiet(lab, "early");
        int operations = PausableRun.countOperations(lab);
        for (int operation = 1; operation <= operations; operation++) {
            PausePoint point = PausePoint.before(operation);
            PausableRun run = PausableRun.start(lab, point);
            run.awaitPoint();
            StopCall stop = StopCall.start(lab, run.answer());
            run.await("`stop` to be called", stop::hasReturnedOrWaits);
            String moment = run.moment();
            point.resume();
            stop.expectReturn();
            run.expectEnd("when your code " + moment);
        }
    }

    @Step(value = 8, order = 9)
    void losesNoStopThatIsSlow(Lab lab, RawWatchLesson answer) throws Throwable {
        StopChecks.stopUnusedAnswer(lab);
        Pods.createQuiet(lab, "early");
        int operations = countOperationsOfAStop(lab);
        for (int operation = 1; operation <= operations; operation++) {
            PausePoint point = PausePoint.before(operation);
            PausableRun run = PausableRun.prepare(lab, PausePoint.never());
            StopCall stop = StopCall.start(lab, run.answer(), point);
            run.await("`stop` to be called", () -> point.isReached() || stop.hasReturnedOrWaits());
            run.start();
            run.await("`run` to wait for an event, or to end", () -> run.printed() || run.isBlockedOrEnded());
            point.resume();
            stop.expectReturn();
            run.expectEnd("while the thread of `stop` was in " + point.place());
        }
    }

    private static int countOperationsOfAStop(Lab lab) throws Exception {
        PausableRun run = PausableRun.start(lab, PausePoint.never());
        run.await("the line `new Pod: early`", run::printed);
        PausePoint count = PausePoint.never();
        StopCall.start(lab, run.answer(), count).expectReturn();
        run.expectEnd("when your code waited for an event");
        return count.operations();
    }
}
