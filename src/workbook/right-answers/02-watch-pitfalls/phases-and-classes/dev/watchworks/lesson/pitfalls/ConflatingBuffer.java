package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A line of names, and the newest change of each name. */
final class ConflatingBuffer implements ChangeBuffer {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrSameName = lock.newCondition();
    private final Condition something = lock.newCondition();
    private final Queue<String> line = new ArrayDeque<>();
    private final Map<String, Change> newest = new HashMap<>();

    ConflatingBuffer(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("no room: " + capacity);
        }
        this.capacity = capacity;
    }

    @Override
    public void put(Change change) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (newest.size() == capacity && !newest.containsKey(change.name())) {
                roomOrSameName.await();
            }
            if (newest.put(change.name(), change) == null) {
                line.add(change.name());
                something.signal();
                // Another thread may wait for room with a change of the same pod, and needs none now.
                roomOrSameName.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Change take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (line.isEmpty()) {
                something.await();
            }
            Change change = newest.remove(line.remove());
            roomOrSameName.signalAll();
            return change;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return newest.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "ConflatingBuffer of " + size() + " changes";
    }
}
