package dev.watchworks.cli.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.answer.CompileProblem;
import dev.watchworks.runner.checkjvm.CheckReport;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerState;
import dev.watchworks.runner.progress.StepProgress;
import dev.watchworks.runner.progress.StepState;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class LearnScreenTest {

    private static final int HEIGHT = 14;

    private static final CheckResult RED = new CheckResult(
            "ListChecks.lists",
            2,
            "WRONG",
            "hints",
            "one request",
            "two requests",
            "",
            new CheckReport(
                    "lists",
                    List.of(
                            "Step 2, list once: WRONG",
                            "  expected  one request",
                            "  but       two requests, the first of which is a list of all pods of the namespace",
                            "  hints     lessons/01-raw-watch/hints/step-2.md",
                            "  run it    ./mvnw test"),
                    "",
                    List.of(),
                    List.of(),
                    List.of(),
                    20));

    private static RunnerState after(RunnerEvent... events) {
        TreeMap<Integer, StepProgress> steps = new TreeMap<>();
        steps.put(1, new StepProgress(StepState.GREEN, 2, 0, false, "2026-11-29T12:00:00Z"));
        return Stream.concat(
                        Stream.of(
                                new RunnerEvent.ProgressChanged("01-raw-watch", steps),
                                new RunnerEvent.StepChosen("01-raw-watch", 2, "list once", "A.java", 31)),
                        Stream.of(events))
                .reduce(RunnerState.INITIAL, RunnerState::after, (one, other) -> other);
    }

    private static ScreenContent content(RunnerState state, List<String> text, int scroll) {
        return new ScreenContent(state, List.of(1, 2, 3), text, scroll, -1, "");
    }

    private static List<String> draw(ScreenContent content, int width) {
        return new LearnScreen(true)
                .draw(content, width, HEIGHT).stream()
                        .map(AttributedString::toString)
                        .toList();
    }

    @Test
    void aRedCheckIsShownWithTheBarAndTheKeys() {
        RunnerState state = after(
                new RunnerEvent.RunBegan("01-raw-watch", 2),
                new RunnerEvent.CheckFinished("01-raw-watch", 2, RED),
                new RunnerEvent.RunEnded("01-raw-watch", 2, "WRONG", List.of(RED), 612, "timeline.html"));
        assertThat(String.join("\n", draw(content(state, List.of("Task. Print the pods."), 0), 60)))
                .isEqualTo("""
                        01-raw-watch   ✓1 [·2] ·3   list once
                        ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
                        Step 2, list once: WRONG   (0.6 s)
                          expected  one request
                          but       two requests, the first of which is a list of
                                    all pods of the namespace

                        Task. Print the pods.




                        \

                        h hint  n next  l list  t timeline  s solution  q quit""");
    }

    @Test
    void aGreenStepSaysHowToGoOn() {
        RunnerState state = after(new RunnerEvent.RunEnded("01-raw-watch", 2, "DONE", List.of(), 480, "timeline.html"));
        assertThat(draw(content(state, List.of(), 0), 100))
                .contains("Step 2, list once: done   (0.5 s)", "  Press n for the next step, s to see our solution.");
    }

    @Test
    void whatDoesNotCompileIsShownWithItsLine() {
        CompileProblem problem = new CompileProblem("lessons/A.java", 31, "return 4", "';' expected", 2);
        assertThat(draw(content(after(new RunnerEvent.CompileFailed("01-raw-watch", 2, problem)), List.of(), 0), 100))
                .contains(
                        "Your code does not compile: the first of 2 errors",
                        "  lessons/A.java:31",
                        "    return 4",
                        "  ';' expected");
    }

    @Test
    void aStepThatBrokeIsNamed() {
        RunnerState state = after(new RunnerEvent.StepBroke("01-raw-watch", 1, RED));
        assertThat(draw(content(state, List.of(), 0), 100)).contains("Step 1 was done, and is not any more:");
    }

    @Test
    void aLongTextIsScrolledAndTheRestIsCounted() {
        List<String> text =
                IntStream.range(0, 30).mapToObj(line -> "line " + line).toList();
        List<String> top = draw(content(after(), text, 0), 80);
        assertThat(top).hasSize(HEIGHT).contains("line 7").doesNotContain("line 8");
        assertThat(top.get(HEIGHT - 2)).isEqualTo("22 more lines, press the space bar or arrow keys");
        List<String> end = draw(content(after(), text, 1000), 80);
        assertThat(end).hasSize(HEIGHT).contains("line 29");
        assertThat(end.get(HEIGHT - 2)).isEmpty();
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        RunnerState state = after(new RunnerEvent.TroubleFound("x".repeat(500)));
        for (int width : new int[] {20, 40, 79}) {
            assertThat(new LearnScreen(false).draw(content(state, List.of(), 0), width, HEIGHT))
                    .hasSize(HEIGHT)
                    .allMatch(line -> line.columnLength() <= width);
        }
    }
}
