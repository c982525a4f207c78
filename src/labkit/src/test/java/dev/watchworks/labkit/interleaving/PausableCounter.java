package dev.watchworks.labkit.interleaving;

/** A counter with a race: two threads can read the same number before one of them writes. */
class PausableCounter implements CounterLesson {

    private int count;

    @Override
    public void increment() {
        count = count + 1;
    }

    @Override
    public int count() {
        return count;
    }
}
