package dev.watchworks.todo;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Marks the place of a step that is not written yet: {@code throw Todo.step(3);}. Replace the whole line.
 *
 * <p>Each new marker is passed to the {@linkplain #listen listeners}, because client-java catches and logs the
 * exceptions of a handler, and a check would not notice the marker otherwise.
 */
public final class Todo extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final List<Consumer<Todo>> LISTENERS = new CopyOnWriteArrayList<>();

    private final int step;

    private Todo(int step) {
        super("Step " + step + " is still to do.");
        this.step = step;
    }

    /**
     * Makes the marker of a step and passes it to the listeners on the calling thread.
     *
     * @param number the step of the lesson, counted from 1
     * @return the marker, which the caller throws
     */
    public static Todo step(int number) {
        Todo marker = new Todo(number);
        for (Consumer<Todo> listener : LISTENERS) {
            listener.accept(marker);
        }
        return marker;
    }

    /** The step that is not written yet, counted from 1. */
    public int step() {
        return step;
    }

    /**
     * Registers a listener for all markers that any thread makes from now on.
     *
     * @return removes the listener when it runs
     */
    public static Runnable listen(Consumer<Todo> listener) {
        LISTENERS.add(listener);
        return () -> LISTENERS.remove(listener);
    }
}
