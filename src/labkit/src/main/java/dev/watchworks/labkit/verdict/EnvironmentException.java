package dev.watchworks.labkit.verdict;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The lab cannot work here: no cluster, no port, no file. Never the learner's doing. */
public final class EnvironmentException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * Says what the lab could not do, and what helps.
     *
     * @param trouble what happened, as a sentence
     * @param remedy what to do about it, as a sentence
     * @param cause what the machine said, or null
     */
    public EnvironmentException(String trouble, String remedy, @Nullable Throwable cause) {
        super(trouble, cause);
        this.problem = trouble;
        this.remedy = remedy;
    }

    /** What happened. */
    public String problem() {
        return problem;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
