package dev.watchworks.lesson.pitfalls.given;

/**
 * Stands between a watch that brings changes and a program that works on them. Please do not change this file.
 */
public interface ChangeBuffer {

    /**
     * Puts a change in. If a change of the same pod (by its name) is waiting, the new one takes its place. If the buffer
     * is full of other pods' changes, the call waits until there is room.
     */
    void put(Change change) throws InterruptedException;

    /** Takes the change that has waited longest, and waits while there is none. */
    Change take() throws InterruptedException;

    /** How many changes are waiting. */
    int size();
}
