package dev.watchworks.lesson.rawwatch;

import java.util.ArrayList;
import java.util.List;

/** Can be cancelled once, and then calls what was registered. */
final class Context {

    private final List<Runnable> hooks = new ArrayList<>();
    private boolean done;

    synchronized boolean isDone() {
        return done;
    }

    void cancel() {
        List<Runnable> due;
        synchronized (this) {
            done = true;
            due = List.copyOf(hooks);
            hooks.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs the hook at the cancellation, or now if that has come already. Returns a function that takes the hook back. */
    Runnable afterFunc(Runnable hook) {
        synchronized (this) {
            if (!done) {
                hooks.add(hook);
                return () -> remove(hook);
            }
        }
        hook.run();
        return () -> {};
    }

    private synchronized void remove(Runnable hook) {
        hooks.remove(hook);
    }
}
