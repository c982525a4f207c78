package dev.watchworks.runner.progress;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a learner has done. The file {@code .lab/progress.json} has the same form; docs/your-work.md describes it.
 *
 * @param version the version of the form, {@link #VERSION}
 * @param current where the learner works, or null before the first step
 * @param lessons the steps of each lesson, by the lesson's name and the step's number; a missing step is
 *     {@link StepProgress#NONE}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Progress(
        int version, @Nullable Position current, SortedMap<String, SortedMap<Integer, StepProgress>> lessons) {

    /** The version of the form that this program writes. */
    public static final int VERSION = 1;

    /** The progress of somebody who begins. */
    public static final Progress NONE = new Progress(VERSION, null, new TreeMap<>());

    /**
     * A place in the workbook.
     *
     * @param lesson the lesson's folder, such as {@code 03-informer}
     * @param step counted from 1
     */
    public record Position(String lesson, int step) {}

    /** Copies the maps. */
    public Progress {
        SortedMap<String, SortedMap<Integer, StepProgress>> copy = new TreeMap<>();
        lessons.forEach((lesson, steps) -> copy.put(lesson, new TreeMap<>(steps)));
        lessons = copy;
    }

    /** What the learner has done for this step. */
    public StepProgress step(String lesson, int step) {
        return lessons.getOrDefault(lesson, new TreeMap<>()).getOrDefault(step, StepProgress.NONE);
    }

    /** Returns this progress with another place. */
    public Progress at(String lesson, int step) {
        return new Progress(version, new Position(lesson, step), lessons);
    }

    /** Returns this progress with one step changed. */
    public Progress with(String lesson, int step, UnaryOperator<StepProgress> change) {
        Map<String, SortedMap<Integer, StepProgress>> changed = new TreeMap<>(lessons);
        SortedMap<Integer, StepProgress> steps = new TreeMap<>(changed.getOrDefault(lesson, new TreeMap<>()));
        steps.put(step, change.apply(step(lesson, step)));
        changed.put(lesson, steps);
        return new Progress(version, current, new TreeMap<>(changed));
    }
}
