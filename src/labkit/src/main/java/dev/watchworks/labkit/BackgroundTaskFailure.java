package dev.watchworks.labkit;

import java.io.Serial;

/** Ends a check because learner's code that it ran in the background failed. */
final class BackgroundTaskFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Throwable failure;

    BackgroundTaskFailure(Throwable failure) {
        super(failure);
        this.failure = failure;
    }

    /** What the learner's code threw. */
    Throwable failure() {
        return failure;
    }
}
