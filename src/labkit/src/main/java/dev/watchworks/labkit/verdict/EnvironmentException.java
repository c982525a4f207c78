package dev.watchworks.labkit.verdict;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Reports that the lab cannot work here, as without a cluster, a port or a file. It is never the learner's fault. */
public final class EnvironmentException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    /**
     * Makes an exception whose message is the problem.
     *
     * @param problem what happened, as a sentence
     * @param remedy what to do about it, as a sentence
     * @param cause the exception behind it, or null
     */
    public EnvironmentException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** The description of the problem, as a sentence. */
    public String problem() {
        return problem;
    }

    /** The remedy for the user, as a sentence. */
    public String remedy() {
        return remedy;
    }
}
