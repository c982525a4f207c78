package dev.watchworks.labkit.verdict;

import java.io.Serial;

/** Ends a check with a verdict of WRONG. */
public final class WrongAnswerError extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    /** Makes an exception whose message is the diagnosis in short. */
    public WrongAnswerError(Diagnosis diagnosis) {
        super("expected " + diagnosis.expected() + ", but " + diagnosis.found());
        this.diagnosis = diagnosis;
    }

    /** The message for the learner. */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
