package dev.watchworks.runner;

import dev.watchworks.runner.answer.AnswerException;
import dev.watchworks.runner.answer.KeptStarter;
import dev.watchworks.runner.answer.StepPlace;
import dev.watchworks.runner.answer.StepSolution;
import dev.watchworks.runner.event.RunnerEvent;
import dev.watchworks.runner.event.RunnerEvents;
import dev.watchworks.runner.event.RunnerListener;
import dev.watchworks.runner.event.RunnerState;
import dev.watchworks.runner.lesson.HintFile;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.StepText;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.runner.progress.Progress;
import dev.watchworks.runner.progress.Progress.Position;
import dev.watchworks.runner.progress.ProgressFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Watches the files of a lesson, and runs the checks of the step on which the learner works each time the learner saves.
 *
 * <p>It has no terminal and no page: those listen to its {@linkplain RunnerEvent events}, and call its methods. All methods
 * may be called from any thread. They return soon; what they start is reported by events.
 */
public final class Runner implements AutoCloseable {

    private final Workbook workbook;
    private final RunnerSettings settings;
    private final RunnerEvents events = new RunnerEvents();
    private final StepProgressBook book;
    private final StepActions actions;
    private final RunLoop loop;
    private volatile RunnerState state = RunnerState.INITIAL;

    private Runner(RunnerSettings settings) throws IOException {
        this.settings = settings;
        this.workbook = new Workbook(settings.top());
        events.add(event -> state = state.after(event));
        ProgressFile file = new ProgressFile(
                settings.folder(), settings.clock(), problem -> events.publish(new RunnerEvent.TroubleFound(problem)));
        this.book = new StepProgressBook(file, settings.clock(), events);
        this.actions = new StepActions(settings, events, book);
        this.loop = new RunLoop(settings, events, book);
    }

    /**
     * Makes a runner that does nothing yet.
     *
     * @throws IOException when there is no place for temporary files
     */
    public static Runner open(RunnerSettings settings) throws IOException {
        return new Runner(settings);
    }

    /** From now on, this listener gets the events. Ask for the {@link #state()} afterwards to know what was before. */
    public void addListener(RunnerListener listener) {
        events.add(listener);
    }

    /** From now on, this listener gets no event any more. */
    public void removeListener(RunnerListener listener) {
        events.remove(listener);
    }

    /**
     * Chooses a step, runs its checks, and runs them again each time the learner saves.
     *
     * @throws IllegalArgumentException when there is no such lesson or step
     * @throws IOException when the lesson's files cannot be watched or read
     */
    public synchronized void start(String lesson, int step) throws IOException {
        Lesson chosen = lesson(lesson);
        List<Integer> steps = steps(lesson);
        if (!steps.contains(step)) {
            throw new IllegalArgumentException(
                    "Lesson " + lesson + " has no step " + step + "; its steps are " + steps + ".");
        }
        StepPlace place = StepPlace.of(chosen, KeptStarter.of(chosen), step);
        events.publish(new RunnerEvent.StepChosen(
                lesson, step, HintFile.of(chosen, step).title(), place.file(), place.line()));
        book.choose(lesson, step);
        loop.choose(chosen, step);
    }

    /** The same, for a listener that is new. */
    public void start(String lesson, int step, RunnerListener listener) throws IOException {
        addListener(listener);
        start(lesson, step);
    }

    /**
     * Goes on to the step after the present one, or to the next lesson.
     *
     * @return whether there is one
     * @throws IOException as {@link #start}
     */
    public synchronized boolean next() throws IOException {
        Optional<Position> next = after(position());
        if (next.isPresent()) {
            start(next.get().lesson(), next.get().step());
        }
        return next.isPresent();
    }

    /** Runs the checks of the step again. */
    public void rerun() {
        loop.rerun();
    }

    /** Shows one hint more of the step; the last one again when all are shown. */
    public RunnerEvent.HintShown hint() {
        Position here = position();
        return actions.hint(lesson(here.lesson()), here.step(), OptionalInt.empty());
    }

    /** Shows the hint of this level; a level that is too high is the highest one. */
    public RunnerEvent.HintShown hint(int level) {
        Position here = position();
        return actions.hint(lesson(here.lesson()), here.step(), OptionalInt.of(level));
    }

    /**
     * Returns our solution of the step if the step was green, or if this is the second ask.
     *
     * @throws AnswerException when the solution is missing
     */
    public Optional<StepSolution> solution() throws AnswerException {
        Position here = position();
        return actions.solution(lesson(here.lesson()), here.step());
    }

    /**
     * Puts the starter's methods of the step back.
     *
     * @return the folder with what was there
     * @throws AnswerException when that cannot be done; the learner's files are then as before
     */
    public Path resetStep() throws AnswerException {
        Position here = position();
        return actions.resetStep(lesson(here.lesson()), here.step());
    }

    /** Puts the starter of the whole lesson back; otherwise as {@link #resetStep}. */
    public Path resetLesson() throws AnswerException {
        return actions.resetLesson(lesson(position().lesson()));
    }

    /**
     * Brings the learner's files back as they were before the last reset or restore.
     *
     * @return the folder with what was there until now
     * @throws AnswerException when nothing is saved, or a file cannot be written
     */
    public Path restore() throws AnswerException {
        return actions.restore(lesson(position().lesson()));
    }

    /** What the events up to now add up to. */
    public RunnerState state() {
        return state;
    }

    /** What the learner has done in all lessons. */
    public Progress progress() {
        return book.progress();
    }

    /** The task of the present step. */
    public StepText text() {
        Position here = position();
        return StepText.of(lesson(here.lesson()), here.step());
    }

    /** All hints of the present step, also those that are not shown yet. */
    public List<HintFile.Hint> hints() {
        Position here = position();
        return HintFile.of(lesson(here.lesson()), here.step()).hints();
    }

    /** The file of a path that an event names. */
    public Path file(String path) {
        return settings.top().resolve(path);
    }

    /** All lessons, in order. */
    public List<Lesson> lessons() {
        return workbook.lessons();
    }

    /** The numbers of a lesson's steps. */
    public List<Integer> steps(String lesson) {
        return lesson(lesson).steps();
    }

    /** Where the learner stopped; lesson 1, step 1 at the beginning, or when that lesson does not exist any more. */
    public Position position() {
        Position known = book.progress().current();
        boolean exists = known != null
                && lessons().stream().anyMatch(lesson -> lesson.name().equals(known.lesson()))
                && steps(known.lesson()).contains(known.step());
        if (known != null && exists) {
            return known;
        }
        String first = lessons().get(0).name();
        return new Position(first, steps(first).get(0));
    }

    private Optional<Position> after(Position here) {
        Optional<Position> inLesson = steps(here.lesson()).stream()
                .filter(step -> step > here.step())
                .findFirst()
                .map(step -> new Position(here.lesson(), step));
        return inLesson.or(() -> lessons().stream()
                .map(Lesson::name)
                .filter(lesson -> lesson.compareTo(here.lesson()) > 0)
                .findFirst()
                .map(lesson -> new Position(lesson, steps(lesson).get(0))));
    }

    private Lesson lesson(String name) {
        return lessons().stream()
                .filter(lesson -> lesson.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no lesson " + name + "; the lessons are " + lessons() + "."));
    }

    /** Ends the watch, the run and all JVMs. */
    @Override
    public void close() {
        loop.close();
        events.close();
    }
}
