package dev.watchworks.labkit.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.StepName;
import dev.watchworks.labkit.verdict.Telling;
import dev.watchworks.labkit.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void theLowestUnsolvedStepStandsLastAndInFull() {
        Summary summary = new Summary(step(1));
        summary.passed(1);
        summary.failed(new Finding(
                step(4),
                Verdict.TODO,
                Diagnosis.of("your code lists from the cache", "nothing is written yet"),
                List.of()));
        summary.failed(new Finding(
                step(3),
                Verdict.WRONG,
                new Diagnosis(
                        "a line `add a deployment: web` for the deployment that was just created",
                        "your code printed nothing",
                        "client-java calls onAdd for each deployment that it finds or that is created",
                        ""),
                List.of("    at dev.watchworks.lesson.informer.DeploymentInformer.start(DeploymentInformer.java:42)")));
        summary.passed(2);
        assertThat(String.join("\n", summary.lines())).isEqualTo("""

                        Step 3, Say what happens: WRONG, your code printed nothing
                            at dev.watchworks.lesson.informer.DeploymentInformer.start(DeploymentInformer.java:42)
                        ----------------------------------------------------------------------------------------------------
                        Steps 1 to 2: done
                        Step 4, Say what happens: TODO
                        Step 3, Say what happens: WRONG
                          expected  a line `add a deployment: web` for the deployment that was just created
                          but       your code printed nothing
                          why       client-java calls onAdd for each deployment that it finds or that is created
                          hints     lessons/03-informer/hints/step-3.md
                          run it    ./mvnw test -pl lessons/03-informer -Dstep=3""");
    }

    @Test
    void aSolvedLessonIsOneLine() {
        Summary summary = new Summary(step(1));
        List.of(1, 2, 3, 3).forEach(summary::passed);
        assertThat(summary.lines()).containsExactly("Lesson 03-informer: steps 1 to 3 are done.");
    }

    @Test
    void aStepOfWhichOneCheckFailsIsNotDone() {
        Summary summary = new Summary(step(1));
        summary.passed(1);
        summary.failed(new Finding(step(1), Verdict.TODO, Diagnosis.of("it", "nothing"), List.of()));
        assertThat(summary.lines()).noneMatch(line -> line.contains("done"));
    }

    @Test
    void nothingThatIsToldInFullTakesMoreThanTwelveLines() {
        String long1 = "so many words that no line can hold them ".repeat(30);
        Finding finding = new Finding(step(3), Verdict.WRONG, new Diagnosis(long1, long1, long1, long1), List.of());
        assertThat(Telling.inFull(finding))
                .hasSize(Telling.MOST_LINES)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    private static StepName step(int number) {
        return new StepName("lessons", "03-informer", number, "Say what happens");
    }
}
