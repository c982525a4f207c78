package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A line of slots. A slot belongs to a pod, and a newer change of the pod goes into the same slot. */
final class SlotBuffer implements ChangeBuffer {

    private static final class Slot {
        private final String name;
        private Change newest;

        Slot(String name) {
            this.name = name;
        }
    }

    private final int capacity;
    private final Deque<Slot> line = new ArrayDeque<>();
    private final Map<String, Slot> slots = new HashMap<>();

    SlotBuffer(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void put(Change change) throws InterruptedException {
        Slot slot = slots.get(change.name());
        while (slot == null && line.size() >= capacity) {
            wait();
            slot = slots.get(change.name());
        }
        if (slot == null) {
            slot = new Slot(change.name());
            slots.put(slot.name, slot);
            line.addLast(slot);
        }
        slot.newest = change;
        notifyAll();
    }

    @Override
    public synchronized Change take() throws InterruptedException {
        Slot slot;
        while ((slot = line.pollFirst()) == null) {
            wait();
        }
        slots.remove(slot.name);
        notifyAll();
        return slot.newest;
    }

    @Override
    public synchronized int size() {
        return line.size();
    }
}
