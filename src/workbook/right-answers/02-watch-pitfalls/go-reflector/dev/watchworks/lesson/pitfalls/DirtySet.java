package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Like workqueue.Typed: a queue of keys, a set of dirty ones, and one sync.Cond. */
final class DirtySet implements ChangeBuffer {

    private final int room;
    private final Lock mu = new ReentrantLock(true);
    private final Condition cond = mu.newCondition();
    private final LinkedList<String> queue = new LinkedList<>();
    private final Map<String, Change> dirty = new HashMap<>();

    DirtySet(int room) {
        this.room = room;
    }

    @Override
    public void put(Change change) throws InterruptedException {
        mu.lock();
        try {
            while (!dirty.containsKey(change.name()) && queue.size() >= room) {
                cond.await();
            }
            if (!dirty.containsKey(change.name())) {
                queue.addLast(change.name());
            }
            dirty.put(change.name(), change);
            cond.signalAll();
        } finally {
            mu.unlock();
        }
    }

    @Override
    public Change take() throws InterruptedException {
        mu.lock();
        try {
            while (queue.isEmpty()) {
                cond.await();
            }
            String key = queue.removeFirst();
            cond.signalAll();
            return dirty.remove(key);
        } finally {
            mu.unlock();
        }
    }

    @Override
    public int size() {
        mu.lock();
        try {
            return queue.size();
        } finally {
            mu.unlock();
        }
    }
}
