package dev.watchworks.workbook;

import dev.watchworks.workbook.lesson.Lesson;
import dev.watchworks.workbook.lesson.Workbook;
import dev.watchworks.workbook.run.Bench;
import dev.watchworks.workbook.run.CheckResult;
import dev.watchworks.workbook.source.Variants;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Deleting the marker is no answer: an empty body in its place is WRONG, whether or not the other steps are written. */
@ExtendWith(ProofsExtension.class)
class EmptyBodyProof {

    static Stream<Arguments> steps() {
        return Workbook.here().lessons().stream()
                .flatMap(lesson -> Variants.of(lesson).steps().stream().map(step -> Arguments.of(lesson, step)));
    }

    @ParameterizedTest(name = "{0}, step {1}")
    @MethodSource("steps")
    void anEmptyBodyIsWrong(Lesson lesson, int step, Proofs proofs) throws Exception {
        List<EmptyAnswer> emptied = emptied(Variants.of(lesson), step, proofs.bench(lesson));
        List<List<CheckResult>> results =
                proofs.bench(lesson).run(emptied.stream().map(EmptyAnswer::run).toList());

        SoftAssertions softly = new SoftAssertions();
        for (int index = 0; index < emptied.size(); index++) {
            String what = emptied.get(index).what();
            List<CheckResult> ofStep = results.get(index);
            softly.assertThat(EmptyAnswer.complaints(ofStep)).as(what).isEmpty();
            if (emptied.get(index).wholeStep()) {
                EmptyAnswer.passed(ofStep)
                        .forEach(check -> proofs.account()
                                .note(lesson.name(), "worth a look: " + check + " passes with " + what));
            }
        }
        softly.assertAll();
        proofs.account()
                .saw(lesson.name(), 10 + step, "step %d: %d empty answers caught".formatted(step, emptied.size()));
    }

    private static List<EmptyAnswer> emptied(Variants variants, int step, Bench bench) {
        Lesson lesson = variants.lesson();
        List<EmptyAnswer> all = new ArrayList<>();
        String name = "empty-" + step;
        all.add(new EmptyAnswer(
                "step " + step + " empty, the other steps still to do",
                true,
                bench.prepare(name + "-alone", variants.starterWithout(step), lesson.folder(), step)));
        List<String> methods = variants.methodsOf(step);
        all.add(new EmptyAnswer(
                "step " + step + " empty in the solution",
                true,
                bench.prepare(name, variants.solutionWithout(Set.copyOf(methods)), lesson.solution(), step)));
        if (methods.size() > 1) {
            for (int index = 0; index < methods.size(); index++) {
                String method = methods.get(index);
                all.add(new EmptyAnswer(
                        method + " empty in the solution",
                        false,
                        bench.prepare(
                                name + "-method-" + (index + 1),
                                variants.solutionWithout(Set.of(method)),
                                lesson.solution(),
                                step)));
            }
        }
        return all;
    }
}
