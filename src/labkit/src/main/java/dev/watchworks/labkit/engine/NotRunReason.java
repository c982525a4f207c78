package dev.watchworks.labkit.engine;

/**
 * Marks the skip reason of a check that could not run, so that the summary distinguishes it from a check of another
 * step.
 */
public final class NotRunReason {

    private static final String PREFIX = "not run: ";

    private NotRunReason() {}

    /** Makes the skip reason from a sentence. */
    public static String of(String sentence) {
        return PREFIX + sentence;
    }

    /** Whether this skip reason says that a check could not run. */
    public static boolean is(String skipReason) {
        return skipReason.startsWith(PREFIX);
    }
}
