package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.WrongAnswerError;
import java.util.concurrent.CountDownLatch;

/** Checks that do not disturb each other. Only the tests of the engine run them. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class VerdictSamples {

    @Step(1)
    void passes(SampleLesson answer) {
        answer.doesItAll();
    }

    @Step(2)
    void meetsItsOwnMarker(SampleLesson answer) {
        answer.todo(2);
    }

    @Step(3)
    void meetsAnotherMarker(SampleLesson answer) {
        answer.todo(2);
    }

    @Step(4)
    void passesAlthoughItsMarkerWasSwallowed(SampleLesson answer) throws Exception {
        CountDownLatch made = new CountDownLatch(1);
        answer.todoOnAnotherThreadThatIsSwallowed(4, made);
        made.await();
    }

    @Step(5)
    void meetsAnException(SampleLesson answer) {
        answer.throwsAnException();
    }

    @Step(6)
    void meetsAnError(SampleLesson answer) {
        answer.throwsAnError();
    }

    @Step(7)
    void meetsAFailureOnAnotherThread(SampleLesson answer) throws Exception {
        answer.throwsOnItsOwnThread();
    }

    @Step(8)
    void isDisappointed() {
        throw new WrongAnswerError(Diagnosis.of("a line `new Pod: web`", "your code printed nothing"));
    }

    @Step(9)
    void hasNoLab() {
        throw new EnvironmentException("no port is free", "end other programs", null);
    }

    @Step(value = 1, deadlineSeconds = 1)
    void waitsForEver(SampleLesson answer) throws Exception {
        answer.sleepsForEver();
    }

    @Step(value = 1, deadlineSeconds = 1)
    void isFlooded(SampleLesson answer) {
        answer.floods();
    }

    @Step(2)
    void keepsAThread(SampleLesson answer) {
        answer.leavesAThread();
    }

    @Step(value = 1, deadlineSeconds = 1)
    void isDeadlocked(SampleLesson answer) throws Exception {
        answer.deadlocks();
    }

    @Step(3)
    void meetsAStackOverflow(SampleLesson answer) {
        answer.overflowsTheStack();
    }

    @Step(4)
    void runsOutOfMemory(SampleLesson answer) {
        answer.asksForTooMuchMemory();
    }

    @Step(3)
    void meetsAPortInUse(SampleLesson answer) throws Exception {
        answer.listensOnAPortInUse();
    }

    @Step(5)
    void expectsALineInAFlood(Lab lab, SampleLesson answer) throws Exception {
        answer.printsAHundredThousandLines();
        lab.expect("a line `ready`")
                .now(() -> lab.output().has("ready"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(6)
    void expectsALineAfterTheStreamWasClosed(Lab lab, SampleLesson answer) throws Exception {
        answer.closesSystemOut();
        lab.expect("a line `after`")
                .now(() -> lab.output().has("after"))
                .otherwise(() -> lab.output().describe());
    }

    @Step(7)
    void printsAfterAnotherCheckClosedTheStream(Lab lab, SampleLesson answer) throws Exception {
        answer.doesItAll();
        lab.expect("a line `all done`")
                .now(() -> lab.output().has("all done"))
                .otherwise(() -> lab.output().describe());
    }
}
