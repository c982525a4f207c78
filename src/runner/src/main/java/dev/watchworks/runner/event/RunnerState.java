package dev.watchworks.runner.event;

import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.progress.StepProgress;
import dev.watchworks.runner.progress.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a runner's events add up to: all that one must know to show it.
 *
 * @param chosen the step on which the learner works
 * @param activity what the runner does now
 * @param failed why the learner's files do not compile, or empty
 * @param results the results of the present run, or of the last one
 * @param ended the end of the last run of this step, or empty
 * @param hint the hint that was shown last for this step, or empty
 * @param broken the steps that were green and are not any more, with the check that found it
 * @param progress the progress of each step of the lesson
 * @param notice what happened beside the runs, such as a JVM that was replaced; or empty
 */
public record RunnerState(
        Optional<RunnerEvent.StepChosen> chosen,
        Activity activity,
        Optional<RunnerEvent.CompileFailed> failed,
        List<CheckResult> results,
        Optional<RunnerEvent.RunEnded> ended,
        Optional<RunnerEvent.HintShown> hint,
        SortedMap<Integer, CheckResult> broken,
        SortedMap<Integer, StepProgress> progress,
        String notice) {

    /** What a runner does. */
    public enum Activity {
        /** It waits until the learner saves. */
        WAITS,
        /** It compiles the learner's files. */
        COMPILES,
        /** It runs the checks of the step. */
        RUNS
    }

    /** The state before the first event. */
    public static final RunnerState INITIAL = new RunnerState(
            Optional.empty(),
            Activity.WAITS,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(),
            new TreeMap<>(),
            "");

    /** Copies the collections. */
    public RunnerState {
        results = List.copyOf(results);
        broken = new TreeMap<>(broken);
        progress = new TreeMap<>(progress);
    }

    /** The result that decides the present run: the first check that did not pass; empty while there is none. */
    public Optional<CheckResult> firstRed() {
        return results.stream().filter(result -> !result.isDone()).findFirst();
    }

    /** Returns the state after an event. */
    public RunnerState after(RunnerEvent event) {
        if (event instanceof RunnerEvent.StepChosen next) {
            return new RunnerState(
                    Optional.of(next),
                    activity,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    chosen.filter(before -> before.lesson().equals(next.lesson()))
                                    .isPresent()
                            ? broken
                            : new TreeMap<>(),
                    progress,
                    "");
        } else if (event instanceof RunnerEvent.CompileBegan) {
            return with(Activity.COMPILES, failed, results, ended).noticing("");
        } else if (event instanceof RunnerEvent.CompileFailed failure) {
            return with(Activity.WAITS, Optional.of(failure), List.of(), Optional.empty());
        } else if (event instanceof RunnerEvent.RunBegan) {
            return with(Activity.RUNS, Optional.empty(), List.of(), Optional.empty());
        } else if (event instanceof RunnerEvent.CheckFinished finished) {
            List<CheckResult> more = new ArrayList<>(results);
            more.add(finished.result());
            return with(Activity.RUNS, failed, more, ended);
        } else if (event instanceof RunnerEvent.RunEnded end) {
            return with(Activity.WAITS, failed, end.results(), Optional.of(end)).without(end);
        }
        return afterOther(event);
    }

    private RunnerState afterOther(RunnerEvent event) {
        if (event instanceof RunnerEvent.StepBroke broke) {
            SortedMap<Integer, CheckResult> more = new TreeMap<>(broken);
            more.put(broke.step(), broke.result());
            return new RunnerState(chosen, activity, failed, results, ended, hint, more, progress, notice);
        } else if (event instanceof RunnerEvent.ProgressChanged changed) {
            SortedMap<Integer, CheckResult> still = new TreeMap<>(broken);
            still.keySet()
                    .removeIf(step -> changed.steps()
                                    .getOrDefault(step, StepProgress.NONE)
                                    .state()
                            == StepState.GREEN);
            return new RunnerState(chosen, activity, failed, results, ended, hint, still, changed.steps(), notice);
        } else if (event instanceof RunnerEvent.HintShown shown) {
            return new RunnerState(
                    chosen, activity, failed, results, ended, Optional.of(shown), broken, progress, notice);
        } else if (event instanceof RunnerEvent.AnswerReplaced replaced) {
            return noticing("What you had before is in " + replaced.saved() + ".");
        } else if (event instanceof RunnerEvent.WorkerReplaced replaced) {
            return noticing("The checks continue in a new JVM, because " + replaced.reason() + ".");
        } else if (event instanceof RunnerEvent.TroubleFound trouble) {
            return new RunnerState(
                    chosen, Activity.WAITS, failed, results, ended, hint, broken, progress, trouble.problem());
        }
        return this;
    }

    private RunnerState with(
            Activity next,
            Optional<RunnerEvent.CompileFailed> failure,
            List<CheckResult> found,
            Optional<RunnerEvent.RunEnded> end) {
        return new RunnerState(chosen, next, failure, found, end, hint, broken, progress, notice);
    }

    private RunnerState noticing(String text) {
        return new RunnerState(chosen, activity, failed, results, ended, hint, broken, progress, text);
    }

    /** A step that has run itself is no news among the broken ones. */
    private RunnerState without(RunnerEvent.RunEnded end) {
        SortedMap<Integer, CheckResult> others = new TreeMap<>(broken);
        others.remove(end.step());
        return new RunnerState(chosen, activity, failed, results, ended, hint, others, progress, notice);
    }
}
