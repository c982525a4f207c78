package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import java.util.List;
import java.util.function.Consumer;

/** Hands each change to all consumers, and keeps the failures of one away from the others. */
record Broadcast(List<Consumer<Change>> consumers) implements Consumer<Change> {

    Broadcast {
        consumers = List.copyOf(consumers);
    }

    @Override
    public void accept(Change change) {
        consumers.forEach(consumer -> acceptSafely(consumer, change));
    }

    private static void acceptSafely(Consumer<Change> consumer, Change change) {
        try {
            consumer.accept(change);
        } catch (Exception failure) {
            System.err.println("A consumer failed on " + change.name() + ": " + failure);
        }
    }
}
