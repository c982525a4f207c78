package dev.watchworks.labkit;

import java.io.Serial;

/** Ends a check because a {@link BackgroundTask} failed. */
final class BackgroundTaskFailure extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Throwable failure;

    BackgroundTaskFailure(Throwable failure) {
        super(failure);
        this.failure = failure;
    }

    /** The exception of the learner's code. */
    Throwable failure() {
        return failure;
    }
}
