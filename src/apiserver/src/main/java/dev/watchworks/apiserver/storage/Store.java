package dev.watchworks.apiserver.storage;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * All objects of all types. One writer at a time takes the lock by {@link #write}; readers work on snapshots. Every
 * write takes the next number of one counter, so that resourceVersions of different types can be compared, as on a real
 * server whose counter is etcd's.
 */
public final class Store implements AutoCloseable {
    /** An empty store's list needs a resourceVersion, and 0 means "any". */
    private static final long FIRST_REVISION = 1;

    private final Clock clock;
    private final HistorySettings history;
    private final Timers timers;
    private final NotificationThread notifications = new NotificationThread("apiserver-watches");
    private final ReentrantLock writer = new ReentrantLock();
    private final Map<String, Cacher> resources = new ConcurrentHashMap<>();
    private final Set<Cacher> changedLocked = new LinkedHashSet<>();
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private volatile long revision = FIRST_REVISION;
    private long compactedLocked = FIRST_REVISION;

    private record Waiting(long revision, CompletableFuture<Boolean> reached) {}

    public Store(Clock clock, HistorySettings history, Timers timers) {
        this.clock = clock;
        this.history = history;
        this.timers = timers;
    }

    /** The objects of a type, by its group resource; the same each time. */
    public Cacher resource(String groupResource) {
        Cacher known = resources.get(groupResource);
        // A type that nobody has used before a compaction has no older history than the others.
        return known != null
                ? known
                : write(() -> resources.computeIfAbsent(
                        groupResource,
                        name -> new Cacher(this, WatchCache.begin(compactedLocked, history.minimumEvents()))));
    }

    /** The newest resourceVersion of all types. */
    public long revision() {
        return revision;
    }

    /** The clock that dates history. */
    public Clock clock() {
        return clock;
    }

    /** The timers of the whole server, which their owner closes. */
    public Timers timers() {
        return timers;
    }

    /** Runs a writer's work under the lock, then calls listeners without it. */
    public <T> T write(Supplier<T> work) {
        Set<Cacher> changed = Set.of();
        writer.lock();
        try {
            return work.get();
        } finally {
            if (writer.getHoldCount() == 1) {
                changed = Set.copyOf(changedLocked);
                changedLocked.clear();
            }
            writer.unlock();
            notifyListeners(changed);
        }
    }

    /**
     * Forgets what was before a resourceVersion, as a real server's etcd does every five minutes: watches and exact
     * lists from an older one are answered with 410.
     */
    public void compact(long upTo) {
        write(() -> {
            compactedLocked = Math.max(compactedLocked, Math.min(upTo, revision));
            resources.values().forEach(resource -> resource.compactLocked(compactedLocked));
            return true;
        });
    }

    /** Completes with true when the counter reaches a revision, or with false after the timeout. */
    public CompletionStage<Boolean> whenReached(long wanted, Duration timeout) {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        waiting.add(new Waiting(wanted, reached));
        Runnable cancel = timers.schedule(timeout, () -> reached.complete(false));
        releaseWaiting();
        return reached.whenComplete((ignored, failure) -> {
            cancel.run();
            waiting.removeIf(entry -> entry.reached() == reached);
        });
    }

    @Override
    public void close() {
        notifications.close();
    }

    HistorySettings history() {
        return history;
    }

    long epochMillis() {
        return clock.millis();
    }

    long nextRevisionLocked(Cacher changing) {
        if (!writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("a write without the writer's lock");
        }
        changedLocked.add(changing);
        return revision + 1;
    }

    void publishLocked(long written) {
        revision = written;
    }

    private void notifyListeners(Set<Cacher> changed) {
        if (changed.isEmpty()) {
            return;
        }
        notifications.run(() -> {
            changed.forEach(Cacher::notifyListeners);
            releaseWaiting();
        });
    }

    private void releaseWaiting() {
        for (Waiting entry : waiting) {
            if (entry.revision() <= revision) {
                entry.reached().complete(true);
            }
        }
    }
}
