package dev.watchworks.runner.checkjvm;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a check.
 *
 * @param check class and method, as in {@code RawWatchChecks.printsTheNameOfANewPod}
 * @param step the step that it judges, or 0 when a whole class failed
 * @param verdict labkit's verdict: DONE, TODO, WRONG, HUNG, ENVIRONMENT or NOT_RUN; or {@link #TROUBLE}
 * @param hints where the learner reads on, or empty
 * @param expected what the check waited for, in one line, or empty
 * @param found what labkit found instead, in one line, or empty
 * @param why what explains the difference, in one line, or empty
 * @param report the rest of what a learner reads
 */
public record CheckResult(
        String check,
        int step,
        String verdict,
        String hints,
        String expected,
        String found,
        String why,
        CheckReport report) {

    /** The verdict for a check that could not be run at all, for which labkit has no verdict. */
    public static final String TROUBLE = "TROUBLE";

    /** Makes one line of each text. */
    public CheckResult {
        expected = oneLine(expected);
        found = oneLine(found);
        why = oneLine(why);
    }

    /** Makes a result without a report. */
    public CheckResult(
            String check, int step, String verdict, String hints, String expected, String found, String why) {
        this(check, step, verdict, hints, expected, found, why, CheckReport.EMPTY);
    }

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

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
