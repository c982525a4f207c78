package dev.watchworks.runner.checkjvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of a lesson's checks.
 *
 * @param answer the folder with the learner's classes and the lesson's interface
 * @param checks the folder with the classes of the checks
 * @param resources the checks' resources; need not exist
 * @param place the folder of the lesson or of its solution, whose hints and commands the verdicts name
 * @param step the one step to run, or 0 for all
 * @param check the name of the one check to run, or empty for all
 * @param properties system properties for this run alone, such as {@code lab.patience}
 */
public record CheckRequest(
        Path answer, Path checks, Path resources, Path place, int step, String check, Map<String, String> properties) {

    /** The property of a run that ends after the first check that found the answer wrong; {@code true} or absent. */
    public static final String UNTIL_FAILURE = "workbook.until.failure";

    private static final String SEPARATOR = "\t";

    /** The properties come after these. */
    private static final int OTHER_PARTS = 6;

    /** Copies the map. */
    public CheckRequest {
        properties = Map.copyOf(properties);
    }

    /** Returns a request for this check alone. */
    public CheckRequest only(String name) {
        return new CheckRequest(answer, checks, resources, place, step, name, properties);
    }

    /** Returns a request for all checks of all steps. */
    public CheckRequest all() {
        return new CheckRequest(answer, checks, resources, place, 0, "", properties);
    }

    /** Returns a request with these system properties. */
    public CheckRequest with(Map<String, String> others) {
        return new CheckRequest(answer, checks, resources, place, step, check, others);
    }

    /** One line without line breaks, for {@link #parse}. */
    String toLine() {
        List<String> parts = new ArrayList<>(List.of(
                answer.toString(),
                checks.toString(),
                resources.toString(),
                place.toString(),
                Integer.toString(step),
                check));
        properties.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(SEPARATOR, parts);
    }

    static CheckRequest parse(String line) {
        List<String> parts = List.of(line.split(SEPARATOR, -1));
        Map<String, String> properties = new TreeMap<>();
        for (String property : parts.subList(OTHER_PARTS, parts.size())) {
            int equals = property.indexOf('=');
            properties.put(property.substring(0, equals), property.substring(equals + 1));
        }
        return new CheckRequest(
                Path.of(parts.get(0)),
                Path.of(parts.get(1)),
                Path.of(parts.get(2)),
                Path.of(parts.get(3)),
                Integer.parseInt(parts.get(4)),
                parts.get(5),
                properties);
    }

    /** Describes the run in one line. */
    @Override
    public String toString() {
        return answer + (step == 0 ? "" : ", step " + step) + (check.isEmpty() ? "" : ", " + check);
    }
}
