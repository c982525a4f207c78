package dev.watchworks.labkit.engine;

import java.util.List;

/**
 * The threads of a check that did not end when they were interrupted.
 *
 * @param alive all of them
 * @param spinning those of them that use a processor all the time
 */
public record LeftoverThreads(List<Thread> alive, List<Thread> spinning) {

    /** Copies the lists. */
    public LeftoverThreads {
        alive = List.copyOf(alive);
        spinning = List.copyOf(spinning);
    }
}
