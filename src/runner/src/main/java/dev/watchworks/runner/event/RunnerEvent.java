package dev.watchworks.runner.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.watchworks.runner.answer.CompileProblem;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.progress.StepProgress;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that a runner has done, or has seen. Each event names the lesson, by its folder, and the step where it belongs
 * to one. src/runner/README.md describes the form in JSON.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunnerEvent.StepChosen.class, name = "stepChosen"),
    @JsonSubTypes.Type(value = RunnerEvent.CompileBegan.class, name = "compileBegan"),
    @JsonSubTypes.Type(value = RunnerEvent.CompileFailed.class, name = "compileFailed"),
    @JsonSubTypes.Type(value = RunnerEvent.RunBegan.class, name = "runBegan"),
    @JsonSubTypes.Type(value = RunnerEvent.CheckFinished.class, name = "checkFinished"),
    @JsonSubTypes.Type(value = RunnerEvent.RunEnded.class, name = "runEnded"),
    @JsonSubTypes.Type(value = RunnerEvent.StepBroke.class, name = "stepBroke"),
    @JsonSubTypes.Type(value = RunnerEvent.ProgressChanged.class, name = "progressChanged"),
    @JsonSubTypes.Type(value = RunnerEvent.HintShown.class, name = "hintShown"),
    @JsonSubTypes.Type(value = RunnerEvent.AnswerReplaced.class, name = "answerReplaced"),
    @JsonSubTypes.Type(value = RunnerEvent.WorkerReplaced.class, name = "workerReplaced"),
    @JsonSubTypes.Type(value = RunnerEvent.TroubleFound.class, name = "troubleFound")
})
public sealed interface RunnerEvent {

    /**
     * The learner works on this step from now on.
     *
     * @param lesson such as {@code 03-informer}
     * @param step counted from 1
     * @param title the step's title
     * @param file the file in which the learner writes it, relative to the workbook's top folder
     * @param line where it is in that file, counted from 1
     */
    record StepChosen(String lesson, int step, String title, String file, long line) implements RunnerEvent {}

    /** The runner has read what the learner saved, and compiles it. An earlier run that has not ended is dropped. */
    record CompileBegan(String lesson, int step) implements RunnerEvent {}

    /** The learner's files do not compile, so no check runs. */
    record CompileFailed(String lesson, int step, CompileProblem problem) implements RunnerEvent {}

    /** The checks of the step begin. */
    record RunBegan(String lesson, int step) implements RunnerEvent {}

    /** A check of the step has its verdict. */
    record CheckFinished(String lesson, int step, CheckResult result) implements RunnerEvent {}

    /**
     * All checks of the step have their verdict.
     *
     * @param verdict the verdict of the first check that did not pass, or DONE
     * @param results the results of all checks, in the order in which they ran
     * @param milliseconds the time since the runner saw that the learner saved
     * @param timeline the page with the timelines of this run, relative to the workbook's top folder
     */
    record RunEnded(
            String lesson, int step, String verdict, List<CheckResult> results, long milliseconds, String timeline)
            implements RunnerEvent {

        /** Copies the list. */
        public RunEnded {
            results = List.copyOf(results);
        }

        /** Whether all checks passed. */
        public boolean isGreen() {
            return verdict.equals("DONE");
        }
    }

    /** A step that was green is not green any more. */
    record StepBroke(String lesson, int step, CheckResult result) implements RunnerEvent {}

    /**
     * The state of a step is another, or a number has changed.
     *
     * @param steps the progress of each step of the lesson
     */
    record ProgressChanged(String lesson, SortedMap<Integer, StepProgress> steps) implements RunnerEvent {

        /** Copies the map. */
        public ProgressChanged {
            steps = new TreeMap<>(steps);
        }
    }

    /**
     * The learner has asked for a hint.
     *
     * @param level counted from 1
     * @param levels how many there are
     * @param title what the hint is about
     * @param text Markdown
     */
    record HintShown(String lesson, int step, int level, int levels, String title, String text)
            implements RunnerEvent {}

    /**
     * The runner has replaced what the learner wrote: by the starter, or by what was saved before.
     *
     * @param step the step whose methods are replaced, or 0 for the whole lesson
     * @param saved the folder with what was there before, relative to the workbook's top folder
     */
    record AnswerReplaced(String lesson, int step, String saved) implements RunnerEvent {}

    /** The learner's code left something behind in the JVM that ran it, so that another JVM takes its place. */
    record WorkerReplaced(String reason) implements RunnerEvent {}

    /** Something does not work that is not the learner's fault: a sentence that says what, why, and what to do. */
    record TroubleFound(String problem) implements RunnerEvent {}
}
