package dev.watchworks.lesson.queue;

import java.util.Optional;

/** How the work for a key ended. */
sealed interface Outcome {

    record Success() implements Outcome {}

    record Failure(Exception reason) implements Outcome {}

    record Interrupted(InterruptedException reason) implements Outcome {}

    static Outcome of(QueueLesson.Work work, String key) {
        try {
            work.on(key);
            return new Success();
        } catch (InterruptedException reason) {
            return new Interrupted(reason);
        } catch (Exception reason) {
            return new Failure(reason);
        }
    }

    /** The exception for {@code afterwards}, if there is one. */
    default Optional<Exception> error() {
        if (this instanceof Failure failure) {
            return Optional.of(failure.reason());
        }
        if (this instanceof Interrupted interrupted) {
            return Optional.of(interrupted.reason());
        }
        return Optional.empty();
    }
}
