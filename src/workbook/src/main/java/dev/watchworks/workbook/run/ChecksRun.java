package dev.watchworks.workbook.run;

import java.nio.file.Path;
import java.util.List;

/**
 * What one run of a lesson's checks needs.
 *
 * @param answer the folder with the learner's classes and the lesson's interface
 * @param checks the folder with the classes of the checks
 * @param resources the checks' resources; need not exist
 * @param place the folder of the lesson or of its solution, whose hints and commands the verdicts name
 * @param step the one step to run, or 0 for all
 * @param check the name of the one check to run, or empty for all
 */
public record ChecksRun(Path answer, Path checks, Path resources, Path place, int step, String check) {

    private static final String SEPARATOR = "\t";

    /** The same with this check alone. */
    public ChecksRun only(String name) {
        return new ChecksRun(answer, checks, resources, place, step, name);
    }

    /** The same with all checks of all steps. */
    public ChecksRun all() {
        return new ChecksRun(answer, checks, resources, place, 0, "");
    }

    String toLine() {
        return String.join(
                SEPARATOR,
                answer.toString(),
                checks.toString(),
                resources.toString(),
                place.toString(),
                Integer.toString(step),
                check);
    }

    static ChecksRun parse(String line) {
        List<String> parts = List.of(line.split(SEPARATOR, -1));
        return new ChecksRun(
                Path.of(parts.get(0)),
                Path.of(parts.get(1)),
                Path.of(parts.get(2)),
                Path.of(parts.get(3)),
                Integer.parseInt(parts.get(4)),
                parts.get(5));
    }
}
