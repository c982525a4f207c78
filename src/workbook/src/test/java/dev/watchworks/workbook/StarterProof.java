package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.source.CheckMethod;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.workbook.source.LessonVariants;
import java.nio.file.Files;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fresh clone is red for the right reason: each check of each lesson meets the marker of its own step. */
@ExtendWith(ProofContextExtension.class)
class StarterProof {

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachCheckOfAStarterIsATodoOfItsOwnStep(Lesson lesson, ProofContext proofs) throws Exception {
        LessonVariants variants = LessonVariants.of(lesson);
        CheckRequest run = proofs.bench(lesson).prepare("starter", variants.starterSources(), lesson.folder(), 0);
        List<CheckResult> results = proofs.bench(lesson).run(List.of(run)).get(0);

        List<CheckMethod> listed = lesson.checks().stream()
                .flatMap(file -> JavaFile.of(file).checks().stream())
                .toList();
        assertThat(results)
                .filteredOn(result -> !result.verdict().equals("TODO"))
                .isEmpty();
        assertThat(results)
                .extracting(CheckResult::check, CheckResult::step)
                .containsExactlyInAnyOrderElementsOf(listed.stream()
                        .map(check -> Tuple.tuple(check.label(), check.step()))
                        .toList());
        assertThat(results)
                .allSatisfy(result -> assertThat(result.hints())
                        .isEqualTo("lessons/" + lesson + "/hints/step-" + result.step() + ".md")
                        .satisfies(
                                hints -> assertThat(Files.exists(lesson.root().resolve(hints)))
                                        .isTrue()));
        proofs.summary()
                .add(
                        lesson.name(),
                        1,
                        "%d steps, %d checks; the starter is red with the TODO of its own step in all %d of them"
                                .formatted(variants.steps().size(), listed.size(), results.size()));
    }
}
