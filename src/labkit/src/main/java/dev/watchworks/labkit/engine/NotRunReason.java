package dev.watchworks.labkit.engine;

/** Marks the reason with which JUnit skips a check that could not be run, so that the summary can tell it from others. */
public final class NotRunReason {

    private static final String PREFIX = "not run: ";

    private NotRunReason() {}

    /** The reason to skip with, made of a sentence. */
    public static String reason(String why) {
        return PREFIX + why;
    }

    /** Whether a skipped check was meant to run. */
    public static boolean is(String skipReason) {
        return skipReason.startsWith(PREFIX);
    }
}
