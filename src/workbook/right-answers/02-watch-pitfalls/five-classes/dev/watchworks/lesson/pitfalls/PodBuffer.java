package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;

/** Searches a list: this is slow for very many pods, but easy to understand. */
final class PodBuffer implements ChangeBuffer {

    private final int capacity;
    private final List<Change> waiting = new LinkedList<>();

    PodBuffer(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void put(Change change) throws InterruptedException {
        while (!replaced(change)) {
            if (waiting.size() < capacity) {
                waiting.add(change);
                notifyAll();
                return;
            }
            wait();
        }
    }

    private boolean replaced(Change change) {
        for (ListIterator<Change> each = waiting.listIterator(); each.hasNext(); ) {
            if (each.next().name().equals(change.name())) {
                each.set(change);
                return true;
            }
        }
        return false;
    }

    @Override
    public synchronized Change take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        notifyAll();
        return waiting.remove(0);
    }

    @Override
    public synchronized int size() {
        return waiting.size();
    }
}
