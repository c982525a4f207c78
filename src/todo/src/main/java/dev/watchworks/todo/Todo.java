package dev.watchworks.todo;

import java.io.Serial;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stands where a step is still to be written: {@code throw Todo.step(3);}. Replace the whole line.
 *
 * <p>Making a marker tells those who {@linkplain #listen listen}: client-java logs and swallows what a handler
 * throws on an informer's thread, and a check has to hear of it all the same.
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
     * Makes the marker of a step and tells the listeners of it, on the calling thread.
     *
     * @param number the lesson's step, counted from 1
     * @return the marker, to be thrown
     */
    public static Todo step(int number) {
        Todo marker = new Todo(number);
        for (Consumer<Todo> listener : LISTENERS) {
            listener.accept(marker);
        }
        return marker;
    }

    /** The lesson's step that is still to be written, counted from 1. */
    public int step() {
        return step;
    }

    /**
     * Registers a listener for every marker that is made from now on, on any thread.
     *
     * @return ends the registration when it is run
     */
    public static Runnable listen(Consumer<Todo> listener) {
        LISTENERS.add(listener);
        return () -> LISTENERS.remove(listener);
    }
}
