package dev.watchworks.workbook.run;

/**
 * What came of one check.
 *
 * @param check class and method, as in {@code RawWatchChecks.printsTheNameOfANewPod}
 * @param step which step it judges; 0 where a whole class failed
 * @param verdict labkit's word: DONE, TODO, WRONG, HUNG, ENVIRONMENT or NOT_RUN; or {@link #TROUBLE}
 * @param hints where the learner is sent to, or empty
 * @param found what labkit says about it, in one line
 */
public record CheckResult(String check, int step, String verdict, String hints, String found) {

    /** What labkit has no verdict for: the check or its class could not be run at all. */
    public static final String TROUBLE = "TROUBLE";

    private static final String SEPARATOR = "\t";

    /** One line without line breaks, for {@link #parse}. */
    String toLine() {
        return String.join(
                SEPARATOR, check, Integer.toString(step), verdict, hints, found.replaceAll("\\s+", " ") + " ");
    }

    static CheckResult parse(String line) {
        String[] parts = line.split(SEPARATOR, 5);
        return new CheckResult(parts[0], Integer.parseInt(parts[1]), parts[2], parts[3], parts[4].strip());
    }
}
