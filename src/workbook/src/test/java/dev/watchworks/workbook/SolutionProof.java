package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.CheckMethod;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.workbook.source.LessonVariants;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The solution passes every check of its lesson, and no check is left out. */
@ExtendWith(ProofContextExtension.class)
class SolutionProof {

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void aSolutionPassesEachCheckOfItsLesson(Lesson lesson, ProofContext proofs) throws Exception {
        CheckRequest run = proofs.bench(lesson)
                .prepare("solution", LessonVariants.of(lesson).solutionSources(), lesson.solution(), 0);
        List<CheckResult> results =
                proofs.bench(lesson).runWithLongTimeouts(List.of(run)).get(0);

        List<CheckMethod> listed = lesson.checks().stream()
                .flatMap(file -> JavaFile.of(file).checks().stream())
                .toList();
        assertThat(listed).isNotEmpty();
        assertThat(results)
                .filteredOn(result -> !result.verdict().equals("DONE"))
                .isEmpty();
        assertThat(results)
                .extracting(CheckResult::check)
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().map(CheckMethod::label).toList());
        proofs.summary().add(lesson.name(), 2, "the solution passes all %d checks".formatted(results.size()));
    }
}
