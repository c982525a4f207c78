package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hands a change to each consumer, whatever the others do. */
record FanOut(List<Consumer<Change>> consumers) implements Consumer<Change> {

    private static final Logger LOG = Logger.getLogger(FanOut.class.getName());

    FanOut {
        consumers = List.copyOf(consumers);
    }

    @Override
    public void accept(Change change) {
        for (Consumer<Change> consumer : consumers) {
            try {
                consumer.accept(change);
            } catch (Exception failure) {
                LOG.log(Level.WARNING, failure, () -> "A consumer failed on " + change.name());
            }
        }
    }
}
