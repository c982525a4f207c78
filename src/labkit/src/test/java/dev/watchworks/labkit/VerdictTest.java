package dev.watchworks.labkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.sample.EndlessLoopSamples;
import dev.watchworks.labkit.sample.MissingAnswerSamples;
import dev.watchworks.labkit.sample.MissingHintsSamples;
import dev.watchworks.labkit.sample.SampleAnswer;
import dev.watchworks.labkit.sample.SampleLesson;
import dev.watchworks.labkit.sample.SpinningThreadSamples;
import dev.watchworks.labkit.sample.VerdictSamples;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class VerdictTest {

    @BeforeEach
    void hold() {
        SampleAnswer.released = false;
    }

    @AfterEach
    void release() {
        SampleAnswer.released = true;
    }

    @Test
    void aCheckThatReturnsIsDone() {
        assertThat(SampleChecksRunner.one(VerdictSamples.class, "passes", SampleLesson.class))
                .isEmpty();
    }

    @Test
    void theStepsOwnMarkerIsATodo() {
        Finding finding = finding("meetsItsOwnMarker");
        assertThat(finding.verdict()).isEqualTo(Verdict.TODO);
        assertThat(finding.diagnosis().expected()).isEqualTo("your code meets its own marker");
        assertThat(finding.diagnosis().found())
                .matches("nothing is written yet: the TODO of step 2 is still there at SampleAnswer.java:\\d+");
    }

    @Test
    void theMarkerOfAnotherStepIsWrongAndNamesThatStep() {
        Finding finding = finding("meetsAnotherMarker");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found())
                .matches("it reached step 2, which is still TODO at SampleAnswer.java:\\d+");
        assertThat(finding.diagnosis().next()).isEqualTo("write step 2 first");
    }

    @Test
    void aCaughtMarkerIsATodoEvenIfTheCheckPasses() {
        assertThat(SampleChecksRunner.one(
                        VerdictSamples.class, "passesAlthoughItsMarkerWasSwallowed", SampleLesson.class))
                .hasValueSatisfying(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.TODO));
    }

    @Test
    void anExceptionIsWrongAndNamesItsLine() {
        Finding finding = finding("meetsAnException");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found())
                .matches("it threw IllegalStateException: no configuration, at SampleAnswer.java:\\d+");
    }

    @Test
    void anErrorIsWrongToo() {
        Finding finding = finding("meetsAnError");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found()).startsWith("it threw OutOfMemoryError: pretended, at");
    }

    @Test
    void aFailureOnTheLearnersThreadIsWrongAlthoughTheCheckReturned() {
        Finding finding = finding("meetsAFailureOnAnotherThread");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found()).startsWith("it threw IllegalStateException: no configuration");
    }

    @Test
    void aFailedExpectationHasItsOwnMessage() {
        assertThat(SampleChecksRunner.one(VerdictSamples.class, "isDisappointed"))
                .hasValueSatisfying(finding -> assertThat(finding)
                        .returns(Verdict.WRONG, Finding::verdict)
                        .returns(
                                Diagnosis.of("a line `new Pod: web`", "your code printed nothing"),
                                Finding::diagnosis));
    }

    @Test
    void aProblemOfTheLabIsNotTheLearnersFault() {
        assertThat(SampleChecksRunner.one(VerdictSamples.class, "hasNoLab"))
                .hasValueSatisfying(finding -> assertThat(finding)
                        .returns(Verdict.ENVIRONMENT, Finding::verdict)
                        .returns(
                                new Diagnosis("a lab to run the check in", "no port is free", "", "end other programs"),
                                Finding::diagnosis));
    }

    @Test
    void codeThatDoesNotReturnIsHungAndNamesItsLine() {
        Finding finding = finding("waitsForEver");
        assertThat(finding.verdict()).isEqualTo(Verdict.HUNG);
        assertThat(finding.diagnosis().found())
                .matches("it did not return within 1 seconds: it was at SampleAnswer.java:\\d+");
        assertThat(finding.diagnosis().why())
                .isEqualTo("a loop there never ends, or the code waits there for something that never happens");
    }

    @Test
    void aDeadlockIsHungAndNamesBothThreadsAndLocks() {
        Finding finding = finding("isDeadlocked");
        assertThat(finding.verdict()).isEqualTo(Verdict.HUNG);
        assertThat(finding.diagnosis().found())
                .matches("a deadlock: thread \"(left|right)\" waits at SampleAnswer.java:\\d+ for the lock"
                        + " Object@[0-9a-f]+, which \"(left|right)\" holds; thread \"(left|right)\" waits at"
                        + " SampleAnswer.java:\\d+ for the lock Object@[0-9a-f]+, which \"(left|right)\" holds");
        assertThat(finding.diagnosis().why())
                .isEqualTo(
                        "each thread waits for a lock that the other one holds, so neither can continue: take the locks"
                                + " in the same order everywhere, and call no handler or callback while you hold one");
    }

    @Test
    void aStackOverflowIsWrongAndExplained() {
        Finding finding = finding("meetsAStackOverflow");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found()).matches("it threw StackOverflowError, at SampleAnswer.java:\\d+");
        assertThat(finding.diagnosis().why())
                .isEqualTo("a method calls itself without end, or two methods call each other: look for the lines that"
                        + " repeat in the stack above");
        assertThat(finding.details()).as("thousands of frames are not listed").hasSizeLessThan(30);
    }

    @Test
    void aJvmOutOfMemoryIsWrongAndExplained() {
        Finding finding = finding("runsOutOfMemory");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found()).matches("it threw OutOfMemoryError: .+, at SampleAnswer.java:\\d+");
        assertThat(finding.diagnosis().why())
                .isEqualTo("your code keeps more and more objects and releases none: look for a list, a map or a queue"
                        + " that only grows");
    }

    @Test
    void aPortInUseIsWrongAndExplained() {
        Finding finding = finding("meetsAPortInUse");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found())
                .matches("it threw BindException: Address already in use.*, at SampleAnswer.java:\\d+");
        assertThat(finding.diagnosis().why())
                .isEqualTo(
                        "another program uses that port, perhaps an earlier run that has not ended: end it, or listen"
                                + " on port 0, which selects a free port");
    }

    @Test
    void aHundredThousandLinesAreCounted() {
        assertThat(inLab("expectsALineInAFlood").diagnosis().found())
                .isEqualTo("your code printed 100,000 lines; the first is \"line 1\"");
    }

    @Test
    void aClosedStreamIsReportedAndOpenInTheNextCheck() {
        assertThat(inLab("expectsALineAfterTheStreamWasClosed").diagnosis().found())
                .isEqualTo("your code printed only \"before\"; it closed System.out, so later lines are lost");
        assertThat(SampleChecksRunner.one(
                        VerdictSamples.class, "printsAfterAnotherCheckClosedTheStream", Lab.class, SampleLesson.class))
                .isEmpty();
    }

    @Test
    void endlessOutputIsLimitedAndHung() {
        Finding finding = finding("isFlooded");
        assertThat(finding.verdict()).isEqualTo(Verdict.HUNG);
        assertThat(finding.details()).hasSizeLessThan(30);
    }

    @Test
    void aThreadThatIgnoresTheInterruptIsWrong() {
        Finding finding = finding("keepsAThread");
        assertThat(finding.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(finding.diagnosis().found()).startsWith("1 thread still runs: \"left-behind\" at SampleAnswer.java");
    }

    @Test
    void noCheckRunsWhileCodeOfAnEarlierCheckSpins() {
        EngineExecutionResults results = SampleChecksRunner.all(EndlessLoopSamples.class);
        results.testEvents().assertStatistics(counts -> counts.failed(1).skipped(1));
        assertThat(SampleChecksRunner.skipped(results).values())
                .containsExactly("not run: code of step 1 is still running");
    }

    @Test
    void aThreadThatSpinsAfterItsCheckIsHung() {
        EngineExecutionResults results = SampleChecksRunner.all(SpinningThreadSamples.class);
        results.testEvents().assertStatistics(counts -> counts.failed(1).skipped(1));
    }

    @Test
    void aMissingClassIsWrongWithAnExplanation() {
        assertThat(SampleChecksRunner.one(MissingAnswerSamples.class, "needsAnAnswer", SampleLesson.class))
                .hasValueSatisfying(finding -> assertThat(finding)
                        .returns(Verdict.WRONG, Finding::verdict)
                        .extracting(found -> found.diagnosis().expected())
                        .isEqualTo("a class NoSuchAnswer that implements SampleLesson in the package"
                                + " dev.watchworks.labkit.sample"));
    }

    @Test
    void aStepWithoutHintsFailsTheWholeRun() {
        EngineExecutionResults results = SampleChecksRunner.all(MissingHintsSamples.class);
        assertThat(results.containerEvents().failed().stream()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                        .map(result -> result.getThrowable().orElseThrow().getMessage()))
                .containsExactly("lessons/sample/hints/step-10.md is missing: each step needs a file with hints");
    }

    private static Finding inLab(String check) {
        return SampleChecksRunner.one(VerdictSamples.class, check, Lab.class, SampleLesson.class)
                .orElseThrow();
    }

    private static Finding finding(String check) {
        return SampleChecksRunner.one(VerdictSamples.class, check, SampleLesson.class)
                .orElseThrow();
    }
}
