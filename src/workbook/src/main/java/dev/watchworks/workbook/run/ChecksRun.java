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
 */
public record ChecksRun(Path answer, Path checks, Path resources, Path place, int step) {

    /** How many arguments a run takes on the command line. */
    static final int ARGUMENTS = 5;

    List<String> toArguments() {
        return List.of(
                answer.toString(), checks.toString(), resources.toString(), place.toString(), Integer.toString(step));
    }

    static ChecksRun parse(List<String> arguments) {
        return new ChecksRun(
                Path.of(arguments.get(0)),
                Path.of(arguments.get(1)),
                Path.of(arguments.get(2)),
                Path.of(arguments.get(3)),
                Integer.parseInt(arguments.get(4)));
    }
}
