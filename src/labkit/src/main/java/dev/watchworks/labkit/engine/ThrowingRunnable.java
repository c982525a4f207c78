package dev.watchworks.labkit.engine;

/** A task that may throw anything. */
@FunctionalInterface
public interface ThrowingRunnable {

    /** Runs the task. */
    void run() throws Throwable;
}
