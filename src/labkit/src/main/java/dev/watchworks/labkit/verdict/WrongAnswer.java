package dev.watchworks.labkit.verdict;

import java.io.Serial;

/** Ends a check whose expectation was not met. */
public final class WrongAnswer extends AssertionError {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Diagnosis diagnosis;

    /** Carries the diagnosis to the engine that makes a verdict of it. */
    public WrongAnswer(Diagnosis diagnosis) {
        super("expected " + diagnosis.expected() + ", but " + diagnosis.found());
        this.diagnosis = diagnosis;
    }

    /** What the learner is told. */
    public Diagnosis diagnosis() {
        return diagnosis;
    }
}
