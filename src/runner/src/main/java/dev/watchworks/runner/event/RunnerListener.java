package dev.watchworks.runner.event;

/** Gets the events of a runner, one after the other, on a thread of the runner's own. */
@FunctionalInterface
public interface RunnerListener {

    /** Called for each event, in order. The next event waits until it returns. */
    void on(RunnerEvent event);
}
