package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.run.AnswerChecker;
import dev.watchworks.workbook.source.LessonVariants;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An empty body in place of the marker is WRONG, whether or not the other steps are written. */
@ExtendWith(ProofContextExtension.class)
class EmptyBodyProof {

    static Stream<Arguments> steps() {
        return Workbook.here().lessons().stream()
                .flatMap(lesson -> LessonVariants.of(lesson).steps().stream().map(step -> Arguments.of(lesson, step)));
    }

    /** Each method of a step that has several methods. */
    static Stream<Arguments> methods() {
        return Workbook.here().lessons().stream()
                .map(LessonVariants::of)
                .flatMap(variants -> variants.steps().stream()
                        .filter(step -> variants.methodsOf(step).size() > 1)
                        .flatMap(step -> variants.methodsOf(step).stream()
                                .map(method -> Arguments.of(variants.lesson(), step, method))));
    }

    @ParameterizedTest(name = "{0}, step {1}")
    @MethodSource("steps")
    void anEmptyBodyIsWrong(Lesson lesson, int step, ProofContext proofs) throws Exception {
        LessonVariants variants = LessonVariants.of(lesson);
        AnswerChecker bench = proofs.bench(lesson);
        Set<String> methods = Set.copyOf(variants.methodsOf(step));
        List<String> what = List.of("with the other steps still to do", "with the other steps answered");
        List<List<CheckResult>> results = bench.run(List.of(
                bench.prepare("empty-" + step + "-alone", variants.starterWithout(step), lesson.folder(), step),
                bench.prepare("empty-" + step, variants.solutionWithout(methods), lesson.solution(), step)));

        SoftAssertions softly = new SoftAssertions();
        for (int index = 0; index < what.size(); index++) {
            String answer = "step " + step + " empty, " + what.get(index);
            softly.assertThat(EmptyBodyVerdicts.complaints(results.get(index)))
                    .as(answer)
                    .isEmpty();
            EmptyBodyVerdicts.passed(results.get(index))
                    .forEach(check ->
                            proofs.summary().note(lesson.name(), "worth a look: " + check + " passes with " + answer));
        }
        softly.assertAll();
        proofs.summary().caught(lesson.name(), step, results.size());
    }

    @ParameterizedTest(name = "{0}, step {1}, {2}")
    @MethodSource("methods")
    void oneEmptyMethodOfAStepIsWrong(Lesson lesson, int step, String method, ProofContext proofs) throws Exception {
        LessonVariants variants = LessonVariants.of(lesson);
        AnswerChecker bench = proofs.bench(lesson);
        String name = "empty-" + step + "-" + method.replaceAll("\\W+", "-");
        List<CheckResult> results = bench.run(
                        List.of(bench.prepare(name, variants.solutionWithout(Set.of(method)), lesson.solution(), step)))
                .get(0);

        assertThat(EmptyBodyVerdicts.complaints(results)).isEmpty();
        proofs.summary().caught(lesson.name(), step, 1);
    }
}
