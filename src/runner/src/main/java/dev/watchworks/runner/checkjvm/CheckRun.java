package dev.watchworks.runner.checkjvm;

import org.jspecify.annotations.Nullable;

/** A run of checks that can be cancelled from another thread. */
public final class CheckRun {

    private @Nullable CheckJvm jvm;
    private boolean isCancelled;

    /** Ends the run soon. Its remaining results are not needed; a run that has not begun does not begin. */
    public synchronized void cancel() {
        isCancelled = true;
        CheckJvm running = jvm;
        if (running != null) {
            running.cancel();
        }
    }

    /** Ends the JVM of the run, if it still runs: for a run that does not end although it is cancelled. */
    public synchronized void kill() {
        CheckJvm running = jvm;
        if (running != null) {
            running.close();
        }
    }

    /** Whether somebody cancelled the run. */
    public synchronized boolean isCancelled() {
        return isCancelled;
    }

    /** Records which JVM runs the checks. Returns false for a run that is cancelled already. */
    synchronized boolean begin(CheckJvm runningJvm) {
        if (!isCancelled) {
            jvm = runningJvm;
        }
        return !isCancelled;
    }

    synchronized void end() {
        jvm = null;
    }
}
