package dev.watchworks.lesson.queue;

import java.util.ArrayDeque;
import java.util.Deque;

/** Runs deferred functions at the end of a try, the last one first. */
final class Defer implements AutoCloseable {

    private final Deque<Runnable> functions = new ArrayDeque<>();

    void defer(Runnable function) {
        functions.push(function);
    }

    @Override
    public void close() {
        if (functions.isEmpty()) {
            return;
        }
        Runnable function = functions.pop();
        try {
            function.run();
        } finally {
            close();
        }
    }
}
