package dev.watchworks.labkit.engine;

/** Something to run that may fail in any way. */
@FunctionalInterface
public interface ThrowingRunnable {

    /** Does it. */
    void run() throws Throwable;
}
