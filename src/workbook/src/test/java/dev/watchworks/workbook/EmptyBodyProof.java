package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.workbook.lesson.Lesson;
import dev.watchworks.workbook.lesson.Workbook;
import dev.watchworks.workbook.run.Bench;
import dev.watchworks.workbook.run.CheckResult;
import dev.watchworks.workbook.run.ChecksRun;
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

    /** An answer with one empty body or several, and what to call it. */
    private record Emptied(String what, ChecksRun run) {}

    static Stream<Arguments> steps() {
        return Workbook.here().lessons().stream()
                .flatMap(lesson -> Variants.of(lesson).steps().stream().map(step -> Arguments.of(lesson, step)));
    }

    @ParameterizedTest(name = "{0}, step {1}")
    @MethodSource("steps")
    void anEmptyBodyIsWrong(Lesson lesson, int step, Proofs proofs) throws Exception {
        List<Emptied> emptied = emptied(Variants.of(lesson), step, proofs.bench(lesson));
        List<List<CheckResult>> results =
                proofs.bench(lesson).run(emptied.stream().map(Emptied::run).toList());

        SoftAssertions softly = new SoftAssertions();
        for (int index = 0; index < emptied.size(); index++) {
            String what = emptied.get(index).what();
            List<CheckResult> ofStep = results.get(index);
            softly.assertThat(ofStep)
                    .as(what)
                    .allSatisfy(result -> assertThat(result.verdict()).isIn("WRONG", "DONE"))
                    .anySatisfy(result -> assertThat(result.verdict()).isEqualTo("WRONG"));
            ofStep.stream()
                    .filter(result -> result.verdict().equals("DONE"))
                    .forEach(result -> proofs.account()
                            .note(lesson.name(), "passes all the same: " + result.check() + ", for " + what));
        }
        softly.assertAll();
        proofs.account()
                .saw(lesson.name(), 10 + step, "step %d: %d empty answers caught".formatted(step, emptied.size()));
    }

    private static List<Emptied> emptied(Variants variants, int step, Bench bench) {
        Lesson lesson = variants.lesson();
        List<Emptied> all = new ArrayList<>();
        String name = "empty-" + step;
        all.add(new Emptied(
                "step " + step + " empty, the other steps still to do",
                bench.prepare(name + "-alone", variants.starterWithout(step), lesson.folder(), step)));
        List<String> methods = variants.methodsOf(step);
        all.add(new Emptied(
                "step " + step + " empty in the solution",
                bench.prepare(name, variants.solutionWithout(Set.copyOf(methods)), lesson.solution(), step)));
        if (methods.size() > 1) {
            for (int index = 0; index < methods.size(); index++) {
                String method = methods.get(index);
                all.add(new Emptied(
                        method + " empty in the solution",
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
