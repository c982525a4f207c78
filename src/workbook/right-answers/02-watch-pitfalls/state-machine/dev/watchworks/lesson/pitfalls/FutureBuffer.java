package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.ChangeBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A buffer whose threads wait for a future; each change of the content completes this future. */
final class FutureBuffer implements ChangeBuffer {

    private final int capacity;
    private final Map<String, Change> line = new LinkedHashMap<>();
    private CompletableFuture<Void> changed = new CompletableFuture<>();

    FutureBuffer(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public void put(Change change) throws InterruptedException {
        while (true) {
            CompletableFuture<Void> signal;
            synchronized (line) {
                signal = changed;
                if (line.containsKey(change.name()) || line.size() < capacity) {
                    line.put(change.name(), change);
                    changed = new CompletableFuture<>();
                    signal.complete(null);
                    return;
                }
            }
            await(signal);
        }
    }

    @Override
    public Change take() throws InterruptedException {
        while (true) {
            CompletableFuture<Void> signal;
            synchronized (line) {
                signal = changed;
                if (!line.isEmpty()) {
                    Change first = line.remove(line.keySet().iterator().next());
                    changed = new CompletableFuture<>();
                    signal.complete(null);
                    return first;
                }
            }
            await(signal);
        }
    }

    @Override
    public int size() {
        synchronized (line) {
            return line.size();
        }
    }

    private static void await(CompletableFuture<Void> signal) throws InterruptedException {
        try {
            signal.get();
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
