package dev.watchworks.apiserver.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects of one type with their history. Readers take snapshots and never wait for the writer. */
public final class Cacher {
    private static final System.Logger LOG = System.getLogger(Cacher.class.getName());

    private final Store store;
    private volatile WatchCache window;
    private final Set<WatchListener> listeners = ConcurrentHashMap.newKeySet();

    Cacher(Store store, WatchCache window) {
        this.store = store;
        this.window = window;
    }

    /** The newest snapshot. */
    public Snapshot snapshot() {
        // The counter first: every event up to it is in the window that is read after it.
        long counted = store.revision();
        WatchCacheEvent last = window.last();
        return new Snapshot(Math.max(counted, last.revision()), last);
    }

    /** The snapshot at a resourceVersion that is not in the future, or null when it was compacted. */
    public @Nullable Snapshot snapshotAt(long revision) {
        WatchCache served = window;
        return revision < served.floor() ? null : new Snapshot(revision, served.at(revision));
    }

    /** The oldest resourceVersion that a watch may start from. */
    public long floor() {
        return window.floor();
    }

    /** The newest object with a key, or null. */
    public @Nullable StoredObject get(String key) {
        return window.last().after().get(key);
    }

    long lastSequence() {
        return window.last().sequence();
    }

    /** Calls a listener after new events, on the notification thread. */
    public void addListener(WatchListener listener) {
        listeners.add(listener);
    }

    /** Stops calling a listener. */
    public void removeListener(WatchListener listener) {
        listeners.remove(listener);
    }

    void notifyListeners() {
        long sequence = lastSequence();
        for (WatchListener listener : listeners) {
            try {
                listener.advanced(sequence);
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed; the others are called", failure);
            }
        }
    }

    /** Stores an object under the next revision, which becomes its resourceVersion; the tree is the store's from now on. */
    public StoredObject putLocked(String key, ObjectNode tree) {
        long revision = store.nextRevisionLocked(this);
        ((ObjectNode) tree.get("metadata")).put("resourceVersion", Long.toString(revision));
        StoredObject object = new StoredObject(key, tree, revision);
        ObjectTree before = window.last().after();
        appendLocked(revision, object, before.get(key), before.with(object));
        return object;
    }

    /** Removes an object and returns it with the revision of the removal, as its watchers get it. */
    public StoredObject removeLocked(StoredObject object) {
        long revision = store.nextRevisionLocked(this);
        WatchCacheEvent event =
                appendLocked(revision, null, object, window.last().after().without(object.key()));
        return event.deletedObject();
    }

    void compactLocked(long revision) {
        window = window.compact(revision);
    }

    private WatchCacheEvent appendLocked(
            long revision, @Nullable StoredObject current, @Nullable StoredObject previous, ObjectTree after) {
        WatchCache served = window;
        WatchCacheEvent event = new WatchCacheEvent(
                revision, served.last().sequence() + 1, store.epochMillis(), current, previous, after);
        served.last().link(event);
        window = served.append(event, store.history());
        store.publishLocked(revision);
        return event;
    }
}
