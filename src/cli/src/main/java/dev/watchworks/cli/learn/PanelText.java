package dev.watchworks.cli.learn;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.answer.StepSolution;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.event.RunnerEvent.HintShown;
import dev.watchworks.runner.event.RunnerState;
import dev.watchworks.runner.lesson.HintFile;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.StepText;
import dev.watchworks.runner.progress.Progress;
import dev.watchworks.runner.progress.Progress.Position;
import dev.watchworks.runner.progress.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of the panels. */
final class PanelText {

    /** A line that begins with this character is a title. */
    static final String TITLE = "\u0001";

    private static final String SELECTED = "  >";

    private PanelText() {}

    static List<String> task(Runner runner, int width) {
        List<String> lines = new ArrayList<>();
        runner.state()
                .chosen()
                .ifPresent(chosen -> lines.add("You write it in " + chosen.file() + ", line " + chosen.line() + "."));
        lines.add("");
        StepText text = runner.text();
        if (text.markdown().contains("```mermaid")) {
            lines.add("The README of the lesson has the story behind this step, and its picture.");
            lines.add("");
        }
        lines.addAll(TaskLines.of(text.task(), width));
        return lines;
    }

    static List<String> hints(Runner runner, HintShown last, int width) {
        List<String> lines = new ArrayList<>();
        for (HintFile.Hint hint : runner.hints().subList(0, last.level())) {
            lines.add(TITLE + "Hint " + hint.level() + " of " + last.levels()
                    + (hint.title().isEmpty() ? "" : ": " + hint.title()));
            lines.addAll(TaskLines.of(hint.text(), width));
            lines.add("");
        }
        lines.add(
                last.level() < last.levels()
                        ? "Press h for the next hint."
                        : "That was the last hint. Press s for our solution.");
        return lines;
    }

    /**
     * All lessons, and the steps of the lesson that is selected.
     *
     * @param selected the step that Enter chooses
     */
    static List<String> list(Runner runner, Position selected) {
        Progress progress = runner.progress();
        List<String> lines = new ArrayList<>();
        for (Lesson lesson : runner.lessons()) {
            long green = lesson.steps().stream()
                    .filter(step -> progress.step(lesson.name(), step).state() == StepState.GREEN)
                    .count();
            lines.add(TITLE + lesson.name() + "  (" + green + " of "
                    + lesson.steps().size() + " done)");
            if (lesson.name().equals(selected.lesson())) {
                lesson.steps().forEach(step -> lines.add(row(lesson, step, progress, step == selected.step())));
            }
        }
        lines.add("");
        lines.add("Arrow keys select a step, Enter goes there, l goes back.");
        return lines;
    }

    private static String row(Lesson lesson, int step, Progress progress, boolean isSelected) {
        return "%s %2d  %-7s %s"
                .formatted(
                        isSelected ? SELECTED : "   ",
                        step,
                        progress.step(lesson.name(), step).state().label(),
                        HintFile.of(lesson, step).title());
    }

    /** The line of a list that is selected, counted from 0. */
    static int selectedLine(List<String> list) {
        return list.indexOf(list.stream()
                .filter(line -> line.startsWith(SELECTED))
                .findFirst()
                .orElse(""));
    }

    /** All steps of all lessons, in order. */
    static List<Position> places(Runner runner) {
        List<Position> places = new ArrayList<>();
        for (Lesson lesson : runner.lessons()) {
            runner.steps(lesson.name()).forEach(step -> places.add(new Position(lesson.name(), step)));
        }
        return places;
    }

    static List<String> timeline(RunnerState state, int width) {
        List<String> lines = new ArrayList<>();
        Optional<CheckResult> red = state.firstRed();
        red.ifPresent(result -> {
            lines.add(TITLE + "What happened before it went wrong");
            result.report().seen().forEach(event -> lines.addAll(TaskLines.wrap(event, "  ", width)));
            result.report().details().forEach(line -> lines.addAll(TaskLines.wrap(line.strip(), indent(line), width)));
            lines.add("");
        });
        lines.add(state.ended()
                .map(ended -> "All events of the last run: open " + ended.timeline() + " in a browser.")
                .orElse("The timeline is there when the first run has ended."));
        return lines;
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    static List<String> solution(StepSolution solution) {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE + "Our solution: " + solution.file());
        solution.code().lines().forEach(lines::add);
        lines.add("");
        lines.add(TITLE + "Yours");
        solution.yours().lines().forEach(lines::add);
        lines.add("");
        lines.add("Ours is one right answer of many.");
        return lines;
    }
}
