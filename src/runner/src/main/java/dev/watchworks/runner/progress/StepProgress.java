package dev.watchworks.runner.progress;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a learner has done for one step.
 *
 * @param state how far the learner is
 * @param runs how many runs of this step ended with a verdict
 * @param hints the highest level of its hints that the learner has read; 0 for none
 * @param solutionAsked whether the learner has asked for the solution before the step was green
 * @param firstGreen when the step was green for the first time, as in {@code 2026-11-29T15:41:04Z}, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepProgress(
        StepState state,
        int runs,
        int hints,
        boolean solutionAsked,
        @Nullable String firstGreen) {

    /** A step that nobody has touched. */
    public static final StepProgress NONE = new StepProgress(StepState.TODO, 0, 0, false, null);

    /** Checks the numbers, because the file may have been edited. */
    public StepProgress {
        if (runs < 0 || hints < 0) {
            throw new IllegalArgumentException("runs and hints are counted from 0, not " + runs + " and " + hints);
        }
    }

    /** Returns this progress after a run that was green. */
    public StepProgress afterGreen(Instant now) {
        return new StepProgress(
                StepState.GREEN, runs + 1, hints, solutionAsked, firstGreen == null ? now.toString() : firstGreen);
    }

    /**
     * Returns this progress after a run that was not green.
     *
     * @param isTodo whether nothing is written yet
     */
    public StepProgress afterRed(boolean isTodo) {
        StepState next = isTodo ? StepState.TODO : firstGreen == null ? StepState.RED : StepState.BROKEN;
        return new StepProgress(next, runs + 1, hints, solutionAsked, firstGreen);
    }

    /** Returns this progress with a hint of this level read. */
    public StepProgress withHint(int level) {
        return new StepProgress(state, runs, Math.max(hints, level), solutionAsked, firstGreen);
    }

    /** Returns this progress with the solution asked for. */
    public StepProgress withSolutionAsked() {
        return new StepProgress(state, runs, hints, true, firstGreen);
    }

    /** Whether the learner may see the solution: the step was green, or this is the second ask. */
    @JsonIgnore
    public boolean maySeeSolution() {
        return firstGreen != null || solutionAsked;
    }
}
