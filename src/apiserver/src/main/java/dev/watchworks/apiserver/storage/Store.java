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
 * All objects of all types. {@link #write} holds the lock, so that writes run one after the other. Readers use snapshots.
 * Each write takes the next number of one counter for all types, as in etcd.
 */
public final class Store implements AutoCloseable {
    /** The resourceVersion of an empty store's list. It is not 0, because 0 means "any". */
    private static final long FIRST_REVISION = 1;

    private final Clock clock;
    private final HistorySettings history;
    private final Timers timers;
    private final NotificationThread notifications = new NotificationThread("apiserver-watches");
    private final ReentrantLock writer = new ReentrantLock();
    private final Map<String, Cacher> resources = new ConcurrentHashMap<>();
    private final Set<Cacher> changedLocked = new LinkedHashSet<>();
    private final Queue<WaitingReader> waiting = new ConcurrentLinkedQueue<>();
    private volatile long revision = FIRST_REVISION;
    private long compactedLocked = FIRST_REVISION;

    private record WaitingReader(long revision, CompletableFuture<Boolean> reached) {}

    public Store(Clock clock, HistorySettings history, Timers timers) {
        this.clock = clock;
        this.history = history;
        this.timers = timers;
    }

    /** The objects of a type, by its group resource. */
    public Cacher resource(String groupResource) {
        Cacher known = resources.get(groupResource);
        // The history of a new type begins at the last compaction, as that of the other types.
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

    /** The clock for the times of events. */
    public Clock clock() {
        return clock;
    }

    /** The timers of the whole server; the store does not close them. */
    public Timers timers() {
        return timers;
    }

    /** Runs a write under the lock, and then calls the listeners without the lock. */
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
     * Removes the history before a resourceVersion, as a real server does in etcd every five minutes. The server then
     * answers watches and exact lists from an older resourceVersion with 410.
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
        waiting.add(new WaitingReader(wanted, reached));
        Runnable cancel = timers.schedule(timeout, () -> reached.complete(false));
        releaseWaiting();
        return reached.whenComplete((ignored, failure) -> {
            cancel.run();
            waiting.removeIf(reader -> reader.reached() == reached);
        });
    }

    @Override
    public void close() {
        notifications.close();
    }

    HistorySettings history() {
        return history;
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
        for (WaitingReader reader : waiting) {
            if (reader.revision() <= revision) {
                reader.reached().complete(true);
            }
        }
    }
}
