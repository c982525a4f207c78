package dev.watchworks.runner;

import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.lesson.HintFile;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.progress.Progress;
import dev.watchworks.runner.progress.ProgressFile;
import dev.watchworks.runner.progress.StepProgress;
import dev.watchworks.runner.progress.StepState;
import java.time.Clock;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Records runs in the progress, and publishes each change. */
final class StepProgressBook {

    private final ProgressFile file;
    private final Clock clock;
    private final RunnerEvents events;

    StepProgressBook(ProgressFile file, Clock clock, RunnerEvents events) {
        this.file = file;
        this.clock = clock;
        this.events = events;
    }

    Progress progress() {
        return file.read();
    }

    void choose(String lesson, int step) {
        publish(lesson, file.update(progress -> progress.at(lesson, step)));
    }

    /** A verdict that says nothing about the learner's code does not count as a run. */
    void record(String lesson, int step, String verdict) {
        switch (verdict) {
            case "DONE" -> change(lesson, step, known -> known.afterGreen(clock.instant()));
            case "TODO" -> change(lesson, step, known -> known.afterRed(true));
            case "WRONG", "HUNG" -> change(lesson, step, known -> known.afterRed(false));
            default -> {}
        }
    }

    /** Records that a step is not green any more. Returns false when that is known. */
    boolean broke(String lesson, int step) {
        StepProgress known = progress().step(lesson, step);
        if (known.state() != StepState.GREEN) {
            return false;
        }
        change(lesson, step, before -> withState(before, StepState.BROKEN));
        return true;
    }

    /** Records that a step is green again. */
    void mended(String lesson, int step) {
        if (progress().step(lesson, step).state() != StepState.GREEN) {
            change(lesson, step, before -> withState(before, StepState.GREEN));
        }
    }

    private static StepProgress withState(StepProgress before, StepState state) {
        return new StepProgress(state, before.runs(), before.hints(), before.solutionAsked(), before.firstGreen());
    }

    /** The steps of a lesson that have been green. */
    Set<Integer> onceGreen(String lesson) {
        Set<Integer> steps = new TreeSet<>();
        progress().lessons().getOrDefault(lesson, new TreeMap<>()).forEach((step, known) -> {
            if (known.firstGreen() != null) {
                steps.add(step);
            }
        });
        return steps;
    }

    /** Records the next hint of a step as read, and returns it; the last one again when all are read. */
    RunnerEvent.HintShown nextHint(Lesson lesson, int step) {
        int read = progress().step(lesson.name(), step).hints();
        return hint(lesson, step, read + 1);
    }

    /** Records a hint as read, and returns it. A level that is too high is the highest one. */
    RunnerEvent.HintShown hint(Lesson lesson, int step, int level) {
        HintFile hints = HintFile.of(lesson, step);
        int levels = hints.hints().size();
        HintFile.Hint hint = hints.hints().get(Math.max(1, Math.min(level, levels)) - 1);
        change(lesson.name(), step, known -> known.withHint(hint.level()));
        return new RunnerEvent.HintShown(lesson.name(), step, hint.level(), levels, hint.title(), hint.text());
    }

    void change(String lesson, int step, UnaryOperator<StepProgress> change) {
        publish(lesson, file.update(progress -> progress.with(lesson, step, change)));
    }

    private void publish(String lesson, Progress progress) {
        SortedMap<Integer, StepProgress> steps = progress.lessons().getOrDefault(lesson, new TreeMap<>());
        events.publish(new RunnerEvent.ProgressChanged(lesson, steps));
    }
}
