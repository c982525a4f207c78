package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the newest change of each pod, in the order in which the pods came. */
final class NewestOfEach implements ChangeBuffer {

    private final int capacity;
    private final Map<String, Change> waiting = new LinkedHashMap<>();

    NewestOfEach(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void put(Change change) throws InterruptedException {
        while (waiting.size() >= capacity && !waiting.containsKey(change.name())) {
            wait();
        }
        // An existing key keeps its place. Otherwise a pod that changes all the time would wait for ever.
        waiting.put(change.name(), change);
        notifyAll();
    }

    @Override
    public synchronized Change take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        Iterator<Change> oldest = waiting.values().iterator();
        Change change = oldest.next();
        oldest.remove();
        notifyAll();
        return change;
    }

    @Override
    public synchronized int size() {
        return waiting.size();
    }
}
