package dev.watchworks.labkit.verdict;

import java.io.Serial;

/** What JUnit gets of a check that did not pass: a message that is enough on its own, and the learner's frames. */
public final class CheckFailure extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    /**
     * Wraps a finding for JUnit.
     *
     * @param message what an IDE shows
     * @param frames the frames worth reading, the learner's first
     */
    public CheckFailure(String message, Finding finding, StackTraceElement[] frames) {
        super(message);
        this.finding = finding;
        setStackTrace(frames);
    }

    /** What the summary at the end tells. */
    public Finding finding() {
        return finding;
    }
}
