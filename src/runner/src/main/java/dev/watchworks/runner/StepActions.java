package dev.watchworks.runner;

import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.answer.SavedAnswers;
import dev.watchworks.runner.answer.StarterReset;
import dev.watchworks.runner.answer.StepSolution;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.progress.Progress;
import dev.watchworks.runner.progress.ProgressFile;
import dev.watchworks.runner.progress.StepProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What a learner does with a step beside writing it: hints, the solution, reset and restore. It runs no check. */
public final class StepActions implements AutoCloseable {

    private final RunnerSettings settings;
    private final RunnerEvents events;
    private final StepProgressBook book;
    private final SavedAnswers saved;

    StepActions(RunnerSettings settings, RunnerEvents events, StepProgressBook book) {
        this.settings = settings;
        this.events = events;
        this.book = book;
        this.saved = new SavedAnswers(settings.folder(), settings.clock());
    }

    /**
     * Makes actions without a runner.
     *
     * @param onTrouble gets a sentence when the progress cannot be read or saved
     */
    public static StepActions open(RunnerSettings settings, Consumer<String> onTrouble) {
        RunnerEvents events = new RunnerEvents();
        ProgressFile file = new ProgressFile(settings.folder(), settings.clock(), onTrouble);
        return new StepActions(settings, events, new StepProgressBook(file, settings.clock(), events));
    }

    /** What the learner has done. */
    public Progress progress() {
        return book.progress();
    }

    /**
     * Shows a hint, and records it as read.
     *
     * @param level the level, where one that is too high is the highest; or empty for one more than is read
     */
    public RunnerEvent.HintShown hint(Lesson lesson, int step, OptionalInt level) {
        RunnerEvent.HintShown hint =
                level.isPresent() ? book.hint(lesson, step, level.getAsInt()) : book.nextHint(lesson, step);
        events.publish(hint);
        return hint;
    }

    /**
     * Returns our solution of a step if the step was green, or if this is the second ask.
     *
     * @throws AnswerException when there is no such step
     */
    public Optional<StepSolution> solution(Lesson lesson, int step) throws AnswerException {
        if (!book.progress().step(lesson.name(), step).maySeeSolution()) {
            book.change(lesson.name(), step, StepProgress::withSolutionAsked);
            return Optional.empty();
        }
        return Optional.of(StepSolution.of(lesson, step));
    }

    /**
     * Puts the starter's methods of a step back.
     *
     * @return the folder with what was there
     * @throws AnswerException when that cannot be done
     */
    public Path resetStep(Lesson lesson, int step) throws AnswerException {
        return replaced(lesson, step, new StarterReset(saved).resetStep(lesson, step));
    }

    /** Puts the starter of a whole lesson back; otherwise as {@link #resetStep}. */
    public Path resetLesson(Lesson lesson) throws AnswerException {
        return replaced(lesson, 0, new StarterReset(saved).resetLesson(lesson));
    }

    /**
     * Brings the learner's files back as they were before the last reset or restore.
     *
     * @return the folder with what was there until now
     * @throws AnswerException when nothing is saved, or a file cannot be written
     */
    public Path restore(Lesson lesson) throws AnswerException {
        List<Path> copies = saved.list(lesson);
        if (copies.isEmpty()) {
            throw new AnswerException(
                    "Nothing of lesson " + lesson + " is saved yet. Each reset saves what was there.");
        }
        return replaced(lesson, 0, saved.restore(lesson, copies.get(copies.size() - 1)));
    }

    private Path replaced(Lesson lesson, int step, Path before) {
        events.publish(new RunnerEvent.AnswerReplaced(lesson.name(), step, shown(before)));
        return before;
    }

    /** A path as a learner reads it: relative to the workbook's top folder if it is below. */
    public String shown(Path path) {
        Path top = settings.top();
        return (path.startsWith(top) ? top.relativize(path) : path).toString().replace('\\', '/');
    }

    @Override
    public void close() {
        events.close();
    }
}
