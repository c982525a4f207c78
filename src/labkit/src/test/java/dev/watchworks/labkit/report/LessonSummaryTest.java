package dev.watchworks.labkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.SeenEvent;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonSummaryTest {

    private static final LessonFolder SAMPLE =
            LessonFolder.find("sample", Path.of("src/test/resources/sample-workbook"));

    private static final List<SeenEvent> SEEN = List.of(
            new SeenEvent("+0.00 s first", 2),
            new SeenEvent("+0.01 s second", 1),
            new SeenEvent("+0.02 s third", 1),
            new SeenEvent("+0.03 s fourth", 1));

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
                List.of(
                        new SeenEvent("+0.03 s your code listed deployments", 1),
                        new SeenEvent("+0.12 s the check created web", 1)),
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

                        Step 5, Say what happens: WRONG
                          expected  the five waits of a key that always fails
                          but       they were [5, 10, 20, 40] ms

                        Steps 1 and 2: done
                        Step 4: TODO
                        Step 5: WRONG
                        ---- do this step next -----------------------------------------------------------------------------
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
    void theListOfAStarterBeginsWithTheStepToDo() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        IntStream.rangeClosed(1, 9)
                .forEach(step -> summary.failed(
                        new Finding(step(step), Verdict.TODO, Diagnosis.of("it", "nothing"), List.of(), List.of())));
        assertThat(String.join("\n", summary.lines())).isEqualTo("""

                        Steps 2 to 9: TODO
                        ---- do this step next -----------------------------------------------------------------------------
                        Step 1, Say what happens: TODO
                          expected  it
                          but       nothing
                          hints     lessons/03-informer/hints/step-1.md
                          run it    ./mvnw test -pl lessons/03-informer -Dstep=1""");
    }

    @Test
    void aSolvedLessonSaysHowToCompareAndNamesTheNextOne(@TempDir Path workbook) throws IOException {
        for (String lesson : List.of("01-first", "02-second")) {
            Path hints = Files.createDirectories(workbook.resolve("lessons/" + lesson + "/hints"));
            for (int step : List.of(1, 2)) {
                Files.writeString(
                        hints.resolve("step-" + step + ".md"),
                        "# Step " + step + ": title\n## Hint 1\na\n## Hint 2\nb\n## Hint 3\nc\n");
            }
        }
        Files.createDirectories(workbook.resolve("solutions/01-first"));
        Files.createDirectories(workbook.resolve("src/workbook/right-answers/01-first"));
        LessonSummary summary = new LessonSummary(LessonFolder.find("01-first", workbook));
        summary.passed(1);
        summary.passed(2);
        assertThat(String.join("\n", summary.lines())).isEqualTo("""
                        Step 1, title: done
                        Step 2, title: done
                        All 2 steps of 01-first are done.
                          timeline  lessons/01-first/target/lab/timeline.html (open it in a browser)
                          compare   git diff --no-index lessons/01-first/src/main solutions/01-first/src/main
                                    our solution is one right answer of many; some others are in
                                    src/workbook/right-answers/01-first
                          next      lesson 02-second, whose task is in lessons/02-second/README.md
                          run it    ./mvnw test -pl lessons/02-second""");
    }

    @Test
    void theBookSaysWhatIsPrintedAfterALesson() throws IOException {
        Path workbook = Path.of("../..");
        LessonFolder lesson = LessonFolder.find("03-informer", workbook);
        LessonSummary summary = new LessonSummary(lesson);
        lesson.steps().forEach(summary::passed);
        List<String> ending =
                summary.lines().subList(lesson.steps().size(), summary.lines().size());
        assertThat(Files.readString(workbook.resolve("docs/your-work.md")))
                .contains("```text\n" + String.join("\n", ending) + "\n```");
    }

    @Test
    void aSolvedStepNamesTheNextOne() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        summary.passed(3);
        summary.measured(3, new MeasurementNote("three watches are 3 requests", "each watch is a request of its own"));
        assertThat(String.join("\n", summary.lines())).isEqualTo("""
                        Step 3, Sample 3: done
                          measured  three watches are 3 requests
                          why       each watch is a request of its own
                          timeline  lessons/sample/target/lab/timeline.html (open it in a browser)
                          next      step 4, Sample 4
                          run it    ./mvnw test -pl lessons/sample -Dstep=4""");
    }

    @Test
    void afterTheLastStepTheWholeLessonIsNext() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        summary.passed(9);
        assertThat(summary.lines())
                .endsWith("  next      all steps of the lesson", "  run it    ./mvnw test -pl lessons/sample");
    }

    @Test
    void aRightPredictionIsExplainedBeforeTheNextStep() {
        LessonSummary summary = new LessonSummary(SAMPLE);
        summary.passed(1);
        summary.measured(1, new MeasurementNote("one", "an older one"));
        summary.passed(2);
        summary.measured(2, new MeasurementNote("9,300 requests", "nothing waits"));
        summary.failed(new Finding(step(3), Verdict.TODO, Diagnosis.of("it", "nothing"), List.of(), List.of()));
        assertThat(summary.lines())
                .startsWith("Step 2, Sample 2: done", "  measured  9,300 requests", "  why       nothing waits", "")
                .contains("Steps 1 and 2: done");
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
        List<SeenEvent> seen = Collections.nCopies(9, new SeenEvent("+1.20 s " + long1, 1));
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
                .as("the heaviest event, and the last one of the others")
                .containsSubsequence("  seen      +0.00 s first", "            +0.03 s fourth")
                .noneMatch(line -> line.contains("second"));

        Diagnosis longest = new Diagnosis("words ".repeat(90), "words ".repeat(90), "words ".repeat(90), "next");
        assertThat(FindingFormatter.formatForScreen(new Finding(step(3), Verdict.WRONG, longest, SEEN, List.of())))
                .as("no room for what was seen, but for where it is")
                .hasSize(FindingFormatter.MOST_ON_SCREEN)
                .noneMatch(line -> line.contains("seen"))
                .contains("  timeline  lessons/03-informer/target/lab/timeline.html (open it in a browser)");
    }

    @Test
    void anEventIsShownWhole() {
        String event = "+0.26 s your code opened a new watch of deployments from 28934 without a list, 35 ms after the"
                + " last one";
        assertThat(String.join(
                        "\n",
                        FindingFormatter.formatForScreen(new Finding(
                                step(3),
                                Verdict.WRONG,
                                Diagnosis.of("it", "nothing"),
                                List.of(new SeenEvent(event, 1)),
                                List.of()))))
                .contains("""
                          seen      +0.26 s your code opened a new watch of deployments from 28934 without a list, 35 ms
                                    after the last one
                        """);
    }

    private static StepReference step(int number) {
        return new StepReference("lessons", "03-informer", number, "Say what happens");
    }
}
