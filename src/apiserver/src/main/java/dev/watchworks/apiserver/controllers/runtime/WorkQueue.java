package dev.watchworks.apiserver.controllers.runtime;

import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.storage.Timers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Keys of objects that a loop has to look at: each at most once in the queue and never twice at a time, and again with a
 * growing delay when looking at it failed. The semantics are those of client-go's rate-limiting work queue.
 */
public final class WorkQueue<K> implements AutoCloseable {
    private static final Logger LOG = System.getLogger(WorkQueue.class.getName());

    /** The first delay after a failure, and the longest, as client-go's default limiter has them. */
    private static final Duration FIRST_DELAY = Duration.ofMillis(5);

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1000);
    private static final int DOUBLINGS_TO_LONGEST = 18;
    private static final int CONFLICT = 409;

    private final String name;
    private final Executor threads;
    private final Timers timers;
    private final Consumer<K> sync;

    private final Set<K> waiting = new HashSet<>();
    private final Set<K> running = new HashSet<>();
    private final Map<K, Integer> failures = new HashMap<>();
    private final Map<K, Delayed> delayed = new HashMap<>();
    private boolean closed;

    private record Delayed(long atNanos, Runnable cancel) {}

    /**
     * @param name of the loop, for messages
     * @param sync looks at one key; a failure brings the key back later
     */
    public WorkQueue(String name, Executor threads, Timers timers, Consumer<K> sync) {
        this.name = name;
        this.threads = threads;
        this.timers = timers;
        this.sync = sync;
    }

    /** Has a key looked at soon; once, however often it is added before that. */
    public void add(K key) {
        synchronized (this) {
            if (closed || !waiting.add(key) || running.contains(key)) {
                return;
            }
        }
        threads.execute(() -> process(key));
    }

    /** Has a key looked at after a delay; the earliest of several wins. */
    public void addAfter(K key, Duration delay) {
        if (delay.isZero() || delay.isNegative()) {
            add(key);
            return;
        }
        long due = System.nanoTime() + delay.toNanos();
        synchronized (this) {
            Delayed earlier = delayed.get(key);
            if (closed || (earlier != null && earlier.atNanos() <= due)) {
                return;
            }
            if (earlier != null) {
                earlier.cancel().run();
            }
            delayed.put(key, new Delayed(due, timers.schedule(delay, () -> wake(key))));
        }
    }

    private void wake(K key) {
        synchronized (this) {
            delayed.remove(key);
        }
        add(key);
    }

    private void process(K key) {
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.remove(key);
            running.add(key);
        }
        boolean done = false;
        try {
            sync.accept(key);
            done = true;
        } catch (StaleSnapshotException stale) {
            LOG.log(Level.TRACE, () -> name + " looks at " + key + " again: " + stale.getMessage());
        } catch (ApiException refused) {
            Level level = refused.code() == CONFLICT ? Level.TRACE : Level.DEBUG;
            LOG.log(level, () -> name + " could not settle " + key + ": " + refused.getMessage());
        } catch (RuntimeException bug) {
            LOG.log(Level.WARNING, () -> name + " failed at " + key, bug);
        } finally {
            finish(key, done);
        }
    }

    private void finish(K key, boolean done) {
        boolean again;
        Duration delay = Duration.ZERO;
        synchronized (this) {
            running.remove(key);
            again = waiting.contains(key) && !closed;
            if (done) {
                failures.remove(key);
            } else {
                int failed = failures.merge(key, 1, Integer::sum);
                delay = failed > DOUBLINGS_TO_LONGEST ? LONGEST_DELAY : FIRST_DELAY.multipliedBy(1L << (failed - 1));
            }
        }
        if (again) {
            threads.execute(() -> process(key));
        }
        if (!done) {
            addAfter(key, delay);
        }
    }

    /** Looks at nothing any more. */
    @Override
    public synchronized void close() {
        closed = true;
        delayed.values().forEach(each -> each.cancel().run());
        delayed.clear();
        waiting.clear();
    }
}
