package dev.watchworks.labkit.interleaving;

/** The interface that both copies of {@link PausableCounter} implement. */
public interface CounterLesson {

    /** Adds one. */
    void increment();

    /** Returns the count. */
    int count();
}
