package dev.watchworks.labkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LessonSummaryTest {

    private static final LessonFolder SAMPLE =
            LessonFolder.find("sample", Path.of("src/test/resources/sample-workbook"));

    private static final List<String> SEEN =
            List.of("+0.00 s first", "+0.01 s second", "+0.02 s third", "+0.03 s fourth");

    @Test
    void theLowestUnsolvedStepIsLastAndComplete() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        summary.passed(1);
        summary.failed(new Finding(
                step(4),
                Verdict.TODO,
                Diagnosis.of("your code lists from the cache", "nothing is written yet"),
                List.of(),
                List.of()));
        summary.failed(new Finding(
                step(3),
                Verdict.WRONG,
                new Diagnosis(
                        "a line `add a deployment: web` for the deployment that was just created",
                        "your code printed nothing",
                        "client-java calls onAdd for each deployment that it finds or that is created",
                        ""),
                List.of("+0.03 s your code listed deployments", "+0.12 s the check created web"),
                List.of("    at dev.watchworks.lesson.informer.DeploymentInformer.start(DeploymentInformer.java:42)")));
        summary.failed(new Finding(
                step(5),
                Verdict.WRONG,
                Diagnosis.of("the five waits of a key that always fails", "they were [5, 10, 20, 40] ms"),
                List.of(),
                List.of()));
        summary.passed(2);
        assertThat(String.join("\n", summary.lines())).isEqualTo("""

                        Step 3, Say what happens: WRONG
                            at dev.watchworks.lesson.informer.DeploymentInformer.start(DeploymentInformer.java:42)
                        ----------------------------------------------------------------------------------------------------
                        Steps 1 to 2: done
                        Step 4, Say what happens: TODO
                        Step 5, Say what happens: WRONG, expected the five waits of a key that always fails
                          but       they were [5, 10, 20, 40] ms
                        Step 3, Say what happens: WRONG
                          expected  a line `add a deployment: web` for the deployment that was just created
                          but       your code printed nothing
                          seen      +0.03 s your code listed deployments
                                    +0.12 s the check created web
                          why       client-java calls onAdd for each deployment that it finds or that is created
                          hints     lessons/03-informer/hints/step-3.md
                          timeline  lessons/03-informer/target/lab/timeline.html (open it in a browser)
                          run it    ./mvnw test -pl lessons/03-informer -Dstep=3""");
    }

    @Test
    void aSolvedLessonNamesTheNextOne() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        IntStream.rangeClosed(1, 9).forEach(summary::passed);
        assertThat(summary.lines())
                .startsWith("Step 1, Sample 1: done", "Step 2, Sample 2: done")
                .hasSize(11)
                .contains("Timeline: lessons/sample/target/lab/timeline.html (open it in a browser)")
                .endsWith("All 9 steps of sample are done. Continue with ./mvnw test -pl lessons/sample-2");
    }

    @Test
    void aSolvedStepNamesTheCommandForTheWholeLesson() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        summary.passed(3);
        assertThat(summary.lines())
                .containsExactly(
                        "Step 3, Sample 3: done",
                        "Timeline: lessons/sample/target/lab/timeline.html (open it in a browser)",
                        "Well done. Now run the whole lesson: ./mvnw test -pl lessons/sample");
    }

    @Test
    void aStepWithOneFailedCheckIsNotDone() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        summary.passed(1);
        summary.failed(new Finding(step(1), Verdict.TODO, Diagnosis.of("it", "nothing"), List.of(), List.of()));
        assertThat(summary.lines()).noneMatch(line -> line.contains("done"));
    }

    @Test
    void aFindingHasAtMostSeventeenLines() {
        String long1 = "so many words that no line can hold them ".repeat(30);
        List<String> seen = Collections.nCopies(9, "+1.20 s " + long1);
        Finding finding =
                new Finding(step(3), Verdict.WRONG, new Diagnosis(long1, long1, long1, long1), seen, List.of());
        assertThat(FindingFormatter.format(finding))
                .hasSize(FindingFormatter.MOST_LINES)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void theScreenShowsAsManyEventsAsFit() {
        Diagnosis three = new Diagnosis("words ".repeat(40), "words ".repeat(20), "words ".repeat(20), "");
        assertThat(FindingFormatter.formatForScreen(new Finding(step(3), Verdict.WRONG, three, SEEN, List.of())))
                .hasSize(FindingFormatter.MOST_ON_SCREEN)
                .containsSubsequence("  seen      +0.02 s third", "            +0.03 s fourth")
                .noneMatch(line -> line.contains("second"));

        Diagnosis longest = new Diagnosis("words ".repeat(90), "words ".repeat(90), "words ".repeat(90), "next");
        assertThat(FindingFormatter.formatForScreen(new Finding(step(3), Verdict.WRONG, longest, SEEN, List.of())))
                .as("no room for what was seen, but for where it is")
                .hasSize(FindingFormatter.MOST_ON_SCREEN)
                .noneMatch(line -> line.contains("seen"))
                .contains("  timeline  lessons/03-informer/target/lab/timeline.html (open it in a browser)");
    }

    private static StepReference step(int number) {
        return new StepReference("lessons", "03-informer", number, "Say what happens");
    }
}
