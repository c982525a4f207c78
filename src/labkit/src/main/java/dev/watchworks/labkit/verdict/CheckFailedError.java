package dev.watchworks.labkit.verdict;

import java.io.Serial;

/** The exception that JUnit gets for a check that did not pass, with a complete message and the learner's frames. */
public final class CheckFailedError extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    /**
     * Wraps a finding for JUnit.
     *
     * @param message the text that an IDE shows
     * @param frames the stack frames that help the learner, the learner's own first
     */
    public CheckFailedError(String message, Finding finding, StackTraceElement[] frames) {
        super(message);
        this.finding = finding;
        setStackTrace(frames);
    }

    /** The finding, for the summary of the lesson. */
    public Finding finding() {
        return finding;
    }
}
