package dev.watchworks.runner.checkjvm;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a check.
 *
 * @param check class and method, as in {@code RawWatchChecks.printsTheNameOfANewPod}
 * @param step the step that it judges, or 0 when a whole class failed
 * @param verdict labkit's verdict: DONE, TODO, WRONG, HUNG, ENVIRONMENT or NOT_RUN; or {@link #TROUBLE}
 * @param hints where the learner reads on, or empty
 * @param expected what the check waited for, or empty
 * @param found what labkit found instead, or empty
 * @param why what explains the difference, or empty
 */
public record CheckResult(
        String check, int step, String verdict, String hints, String expected, String found, String why) {

    /** The verdict for a check that could not be run at all, for which labkit has no verdict. */
    public static final String TROUBLE = "TROUBLE";

    private static final String SEPARATOR = "\t";

    static CheckResult trouble(String check, int step, String what) {
        return new CheckResult(check, step, TROUBLE, "", "", what, "");
    }

    /** The method's name, without its class. */
    public String method() {
        return check.substring(check.lastIndexOf('.') + 1);
    }

    /** Whether the check passed. */
    public boolean isDone() {
        return verdict.equals("DONE");
    }

    /** Whether the check found the answer wrong: WRONG or HUNG. */
    public boolean isCaught() {
        return verdict.equals("WRONG") || verdict.equals("HUNG");
    }

    /** Returns what a learner reads, a line for each part. */
    public String message() {
        return Stream.of("expected " + expected, "but " + found, why.isEmpty() ? "" : "why " + why)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** One line without line breaks, for {@link #parse}. */
    String toLine() {
        return Stream.of(check, Integer.toString(step), verdict, hints, expected, found, why)
                .map(part -> part.replaceAll("\\s+", " "))
                .collect(Collectors.joining(SEPARATOR));
    }

    static CheckResult parse(String line) {
        List<String> parts = List.of(line.split(SEPARATOR, -1));
        return new CheckResult(
                parts.get(0),
                Integer.parseInt(parts.get(1)),
                parts.get(2),
                parts.get(3),
                parts.get(4).strip(),
                parts.get(5).strip(),
                parts.get(6).strip());
    }
}
