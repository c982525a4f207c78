package dev.watchworks.runner.checkjvm;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A run of a lesson's checks.
 *
 * @param answer the folder with the learner's classes and the lesson's interface
 * @param checks the folder with the classes of the checks
 * @param resources the checks' resources; need not exist
 * @param place the folder of the lesson or of its solution, whose hints and commands the verdicts name
 * @param steps the steps to run, or empty for all
 * @param check the name of the one check to run, or empty for all
 * @param timeline the folder below which the run writes the page with its timelines, or empty
 * @param properties system properties for this run alone, such as {@code lab.patience}
 */
public record CheckRequest(
        Path answer,
        Path checks,
        Path resources,
        Path place,
        Set<Integer> steps,
        String check,
        String timeline,
        Map<String, String> properties) {

    /** The property of a run that ends after the first check that found the answer wrong; {@code true} or absent. */
    public static final String UNTIL_FAILURE = "workbook.until.failure";

    /** Copies the collections. */
    public CheckRequest {
        steps = Set.copyOf(steps);
        properties = Map.copyOf(properties);
    }

    /** Returns a request for all checks of these steps, or of all steps when there are none. */
    public static CheckRequest of(Path answer, Path checks, Path resources, Path place, Set<Integer> steps) {
        return new CheckRequest(answer, checks, resources, place, steps, "", "", Map.of());
    }

    /** Returns a request for this check alone. */
    public CheckRequest only(String name) {
        return new CheckRequest(answer, checks, resources, place, steps, name, timeline, properties);
    }

    /** Returns a request for all checks of all steps. */
    public CheckRequest all() {
        return new CheckRequest(answer, checks, resources, place, Set.of(), "", timeline, properties);
    }

    /** Returns a request that writes the page with its timelines below this folder. */
    public CheckRequest withTimeline(Path folder) {
        return new CheckRequest(answer, checks, resources, place, steps, check, folder.toString(), properties);
    }

    /** Returns a request with these system properties. */
    public CheckRequest with(Map<String, String> others) {
        return new CheckRequest(answer, checks, resources, place, steps, check, timeline, others);
    }

    /** Describes the run in one line. */
    @Override
    public String toString() {
        return answer
                + (steps.isEmpty() ? "" : ", steps " + new TreeSet<>(steps))
                + (check.isEmpty() ? "" : ", " + check);
    }
}
