package dev.watchworks.lesson.rawwatch;

import dev.watchworks.labkit.engine.ThrowingRunnable;
import java.util.Optional;

/** What a call of a learner's method threw, for checks that can say more about it than that it was thrown. */
final class CaughtThrowable {

    private CaughtThrowable() {}

    static Optional<Throwable> by(ThrowingRunnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(thrown);
        }
    }

    /** As what the learner's code did instead. */
    static String describe(Throwable thrown) {
        return "your code threw " + named(thrown);
    }

    /** With the causes, which often say more. */
    static String named(Throwable thrown) {
        StringBuilder words = new StringBuilder(oneLine(thrown));
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < 3; depth++) {
            words.append(", caused by ").append(oneLine(cause));
            cause = cause.getCause();
        }
        return words.toString();
    }

    private static String oneLine(Throwable thrown) {
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
