package dev.watchworks.workbook.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the author of a wrong answer reads. */
class WrongAnswerProblemsTest {

    private static final Misconception ANSWER = new Misconception(new Lesson(Path.of(""), "09-topic"), "believes-this");

    @Test
    void anAnswerThatPassesEverything() {
        assertThat(WrongAnswerProblems.notCaught(
                        ANSWER, result("A.one", "DONE"), List.of(result("A.one", "DONE"), result("A.two", "DONE"))))
                .isEqualTo(
                        "09-topic/believes-this passes all 2 checks of the lesson. A check is missing, or the answer is"
                                + " right.");
    }

    @Test
    void anAnswerThatAnotherCheckCatches() {
        assertThat(WrongAnswerProblems.notCaught(
                        ANSWER, result("A.one", "DONE"), List.of(result("A.one", "DONE"), result("B.two", "HUNG"))))
                .isEqualTo(
                        "09-topic/believes-this passes `one`, which is named in its caught-by.txt. It is caught by: two"
                                + " (step 3, HUNG)");
    }

    @Test
    void anAnswerWhoseCheckProvesNothing() {
        assertThat(WrongAnswerProblems.notCaught(ANSWER, result("A.one", "ENVIRONMENT"), List.of()))
                .isEqualTo("09-topic/believes-this: its check `one` says ENVIRONMENT, which proves nothing: found");
    }

    @Test
    void anAnswerThatIsToldSomethingNew() {
        CheckResult named = result("A.one", "WRONG");
        assertThat(WrongAnswerProblems.otherWords(
                        ANSWER, named, new ExpectedFailure("one", "expected x\nbut y"), named.message()))
                .isEqualTo("""
                        09-topic/believes-this is caught by `one` as WRONG, with another message than the kept one.
                        kept:
                        expected x
                        but y
                        said:
                        expected wanted
                        but found
                        why reason
                        -Dworkbook.keep=true keeps the new one; where a part of it differs each time, put {number} or {text} there.""");
    }

    @Test
    void anAnswerWhoseCheckThereIsNot() {
        assertThat(WrongAnswerProblems.unknown(ANSWER, "three", List.of("one", "two")))
                .isEqualTo(
                        "09-topic/believes-this is to be caught by `three`, and the lesson has no such check. It has: one,"
                                + " two");
    }

    private static CheckResult result(String check, String verdict) {
        return new CheckResult(check, 3, verdict, "", "wanted", "found", "reason");
    }
}
