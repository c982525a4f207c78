package dev.watchworks.page.view;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.answer.CompileProblem;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerState;
import dev.watchworks.runner.lesson.HintFile;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.progress.Progress;
import dev.watchworks.runner.progress.StepProgress;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that the page shows at a moment, beside the texts of the task. The page gets it as JSON with each event.
 *
 * @param lessons all lessons with their steps
 * @param step the step on which the learner works, or null before the first one is chosen
 * @param activity what the runner does: {@code waits}, {@code compiles} or {@code runs}
 * @param problem why the learner's files do not compile, or null
 * @param results the results of the present run, or of the last one
 * @param ended the end of the last run of this step, or null
 * @param hints the hints of the step, with the texts of those that the learner has asked for
 * @param broken the steps that were green and are not any more, with the check that found it
 * @param notice what happened beside the runs, or empty
 */
public record PageState(
        List<LessonProgress> lessons,
        RunnerEvent.@Nullable StepChosen step,
        String activity,
        @Nullable CompileProblem problem,
        List<CheckResult> results,
        RunnerEvent.@Nullable RunEnded ended,
        List<HintLevel> hints,
        SortedMap<Integer, CheckResult> broken,
        String notice) {

    /**
     * How far the learner is with a lesson.
     *
     * @param name the lesson's folder
     * @param title as in {@code Lesson 3: the shared informer}
     */
    public record LessonProgress(String name, String title, List<StepMark> steps) {}

    /**
     * How far the learner is with a step.
     *
     * @param state {@code todo}, {@code red}, {@code green} or {@code broken}
     */
    public record StepMark(int step, String title, String state) {}

    /**
     * A hint.
     *
     * @param level counted from 1
     * @param html its text, or null while the learner has not asked for it
     */
    public record HintLevel(
            int level, String title, @Nullable String html) {}

    /**
     * Describes a moment.
     *
     * @param state what the runner's events add up to at that moment
     */
    public static PageState of(Runner runner, RunnerState state, BookOutline outline) {
        Progress progress = runner.progress();
        RunnerEvent.StepChosen step = state.chosen().orElse(null);
        return new PageState(
                outline.lessons().stream()
                        .map(lesson -> marks(lesson, progress))
                        .toList(),
                step,
                state.activity().name().toLowerCase(Locale.ROOT),
                state.failed().map(RunnerEvent.CompileFailed::problem).orElse(null),
                state.results(),
                state.ended().orElse(null),
                step == null ? List.of() : hints(runner, step, progress.step(step.lesson(), step.step())),
                state.broken(),
                state.notice());
    }

    private static LessonProgress marks(BookOutline.LessonOutline lesson, Progress progress) {
        return new LessonProgress(
                lesson.name(),
                lesson.title(),
                lesson.steps().stream()
                        .map(step -> new StepMark(
                                step.step(),
                                step.title(),
                                progress.step(lesson.name(), step.step())
                                        .state()
                                        .label()))
                        .toList());
    }

    private static List<HintLevel> hints(Runner runner, RunnerEvent.StepChosen step, StepProgress known) {
        Lesson lesson = runner.lessons().stream()
                .filter(any -> any.name().equals(step.lesson()))
                .findFirst()
                .orElseThrow();
        MarkdownRenderer renderer = new MarkdownRenderer("lessons/" + lesson.name() + "/hints");
        return HintFile.of(lesson, step.step()).hints().stream()
                .map(hint -> new HintLevel(
                        hint.level(), hint.title(), hint.level() <= known.hints() ? renderer.html(hint.text()) : null))
                .toList();
    }
}
