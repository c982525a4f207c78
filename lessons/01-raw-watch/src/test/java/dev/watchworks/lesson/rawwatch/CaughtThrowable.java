package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.engine.ThrowingRunnable;
import java.util.Optional;

/** Catches and describes what a learner's method throws, for checks that explain the exception. */
final class CaughtThrowable {

    private CaughtThrowable() {}

    static Optional<Throwable> catchThrowable(ThrowingRunnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }

    /** Describes the exception as the thing that the learner's code did. */
    static String describe(Throwable thrown) {
        return "your code threw " + describeWithCauses(thrown);
    }

    /** Describes the exception with its causes, because they often explain more. */
    static String describeWithCauses(Throwable thrown) {
        StringBuilder text = new StringBuilder(oneLine(thrown));
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < 3; depth++) {
            text.append(", caused by ").append(oneLine(cause));
            cause = cause.getCause();
        }
        return text.toString();
    }

    private static String oneLine(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
