package dev.watchworks.apiserver.controllers.runtime;

import dev.watchworks.apiserver.storage.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Keys that a controller has to sync, with the semantics of client-go's rate-limiting work queue: a key waits at most
 * once and is never processed twice at a time, and a key that is added while it is processed is processed again
 * afterwards. Workers do not block on the queue: it passes each key to the shared threads.
 */
public final class WorkQueue<K> implements AutoCloseable {
    /** The first delay after a failure, and the longest, as client-go's default rate limiter has them. */
    private static final Duration FIRST_DELAY = Duration.ofMillis(5);

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1000);
    private static final int DOUBLINGS_TO_LONGEST = 18;

    private final Executor threads;
    private final Timers timers;
    private final Consumer<K> worker;

    private final Set<K> dirty = new HashSet<>();
    private final Set<K> processing = new HashSet<>();
    private final Map<K, Integer> failures = new HashMap<>();
    private final Map<K, Delayed> delayed = new HashMap<>();
    private boolean closed;

    private record Delayed(long dueNanos, Runnable cancel) {}

    /** @param worker processes one key; it must not throw */
    public WorkQueue(Executor threads, Timers timers, Consumer<K> worker) {
        this.threads = threads;
        this.timers = timers;
        this.worker = worker;
    }

    /** Adds a key unless it waits already. */
    public void add(K key) {
        synchronized (this) {
            if (closed || !dirty.add(key) || processing.contains(key)) {
                return;
            }
        }
        threads.execute(() -> process(key));
    }

    /** Adds a key after a delay; of several delays for one key, only the earliest applies. */
    public void addAfter(K key, Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            add(key);
            return;
        }
        long due = System.nanoTime() + delay.toNanos();
        synchronized (this) {
            Delayed earlier = delayed.get(key);
            if (closed || (earlier != null && earlier.dueNanos() <= due)) {
                return;
            }
            if (earlier != null) {
                earlier.cancel().run();
            }
            delayed.put(key, new Delayed(due, timers.schedule(delay, () -> addDelayed(key))));
        }
    }

    private void addDelayed(K key) {
        synchronized (this) {
            delayed.remove(key);
        }
        add(key);
    }

    /** Adds a key after a delay that doubles with each call until {@link #forget}. */
    public void addRateLimited(K key) {
        int before;
        synchronized (this) {
            before = failures.merge(key, 1, Integer::sum) - 1;
        }
        addAfter(key, before < DOUBLINGS_TO_LONGEST ? FIRST_DELAY.multipliedBy(1L << before) : LONGEST_DELAY);
    }

    /** Resets the delay of {@link #addRateLimited} for a key. */
    public synchronized void forget(K key) {
        failures.remove(key);
    }

    private void process(K key) {
        synchronized (this) {
            if (closed) {
                return;
            }
            dirty.remove(key);
            processing.add(key);
        }
        try {
            worker.accept(key);
        } finally {
            done(key);
        }
    }

    private void done(K key) {
        synchronized (this) {
            processing.remove(key);
            if (closed || !dirty.contains(key)) {
                return;
            }
        }
        threads.execute(() -> process(key));
    }

    /** Drops all keys; keys that are added from now on are ignored. */
    @Override
    public synchronized void close() {
        closed = true;
        delayed.values().forEach(each -> each.cancel().run());
        delayed.clear();
        dirty.clear();
    }
}
