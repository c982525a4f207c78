package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.answer.RightAnswer;
import dev.watchworks.workbook.run.AnswerChecker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each right answer with another design than the solution passes every check. */
@ExtendWith(ProofContextExtension.class)
class RightAnswersProof {

    /** The smallest number for each lesson. */
    private static final int FEWEST = 4;

    static Stream<AnswerBatch<RightAnswer>> portions() {
        return AnswerBatch.portions(RightAnswer::of);
    }

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("portions")
    void eachPassesAllChecks(AnswerBatch<RightAnswer> chosen, ProofContext proofs) throws Exception {
        AnswerChecker bench = proofs.bench(chosen.lesson());
        List<CheckRequest> runs = new ArrayList<>();
        for (RightAnswer answer : chosen.answers()) {
            runs.add(bench.prepare(
                    "right-" + answer.name(), answer.sources(), chosen.lesson().folder(), 0));
        }
        List<List<CheckResult>> results = bench.runWithLongTimeouts(runs);
        List<String> complaints = new ArrayList<>();
        for (int index = 0; index < runs.size(); index++) {
            RightAnswer answer = chosen.answers().get(index);
            assertThat(results.get(index)).as("checks of " + answer).isNotEmpty();
            results.get(index).stream()
                    .filter(result -> !result.isDone())
                    .forEach(result -> complaints.add("%s is refused by %s, step %d, as %s:%n%s"
                            .formatted(answer, result.check(), result.step(), result.verdict(), result.message())));
        }
        AnswerBatch.failWith(complaints);
        Lesson lesson = chosen.lesson();
        proofs.summary()
                .right(
                        lesson.name(),
                        chosen.answers().size(),
                        RightAnswer.of(lesson).size());
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aLessonHasEnoughOfThem(Lesson lesson) {
        List<RightAnswer> answers = RightAnswer.of(lesson);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.title()).isNotBlank());
        assertThat(answers).hasSizeGreaterThanOrEqualTo(FEWEST);
    }
}
