package dev.watchworks.lesson.pitfalls.given;

/**
 * A buffer between a watch that puts changes in and a program that takes them out. Please do not change this file.
 */
public interface ChangeBuffer {

    /**
     * Puts a change in. If a change of the same pod (by its name) is waiting, the new one replaces it and keeps its place
     * in the line. If the buffer is full of changes of other pods, the call waits until there is room.
     *
     * @throws InterruptedException when another thread interrupts this one while it waits
     */
    void put(Change change) throws InterruptedException;

    /**
     * Takes out the change that has waited longest. If there is no change, the call waits for one.
     *
     * @throws InterruptedException when another thread interrupts this one while it waits
     */
    Change take() throws InterruptedException;

    /** Returns how many changes are waiting. */
    int size();
}
