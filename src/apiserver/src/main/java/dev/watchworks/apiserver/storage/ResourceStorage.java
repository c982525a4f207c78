package dev.watchworks.apiserver.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects of one type with their history. Readers take snapshots and never wait for the writer. */
public final class ResourceStorage {
    private static final System.Logger LOG = System.getLogger(ResourceStorage.class.getName());

    private final Store store;
    private volatile WatchCache watchCache;
    private volatile long watchFloor;
    private final Set<WatchListener> listeners = ConcurrentHashMap.newKeySet();

    ResourceStorage(Store store, WatchCache watchCache) {
        this.store = store;
        this.watchCache = watchCache;
    }

    Store store() {
        return store;
    }

    /** The newest snapshot. */
    public Snapshot snapshot() {
        // Read the counter before the watch cache: the watch cache then has all events up to the counter.
        long revision = store.revision();
        WatchCacheEvent last = watchCache.last();
        return new Snapshot(Math.max(revision, last.revision()), last);
    }

    /** The snapshot at a resourceVersion that is not in the future, or null when it is compacted. */
    public @Nullable Snapshot snapshotAt(long revision) {
        WatchCache current = watchCache;
        return revision < current.floor() ? null : new Snapshot(revision, current.at(revision));
    }

    /** The oldest resourceVersion that a watch may start from. Lists may go further back. */
    public long floor() {
        return Math.max(watchCache.floor(), watchFloor);
    }

    /** Lets watches begin at a resourceVersion or later, as after the start of a new cache. */
    public void restartWatches(long revision) {
        watchFloor = revision;
    }

    /** The newest object with a key, or null. */
    public @Nullable StoredObject get(String key) {
        return watchCache.last().after().get(key);
    }

    /** Calls a listener after new events, on the notification thread. */
    public void addListener(WatchListener listener) {
        listeners.add(listener);
    }

    /** Stops calling a listener. */
    public void removeListener(WatchListener listener) {
        listeners.remove(listener);
    }

    /** Returns a task that ends the watches of clients that are open now. */
    public Runnable endOfOpenWatches() {
        List<CacheWatcher> open = listeners.stream()
                .filter(CacheWatcher.class::isInstance)
                .map(CacheWatcher.class::cast)
                .toList();
        return () -> open.forEach(CacheWatcher::end);
    }

    void notifyListeners() {
        long sequence = watchCache.last().sequence();
        for (WatchListener listener : listeners) {
            try {
                listener.advanced(sequence);
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "A listener failed; the others are called", failure);
            }
        }
    }

    /** Stores an object. The next revision becomes its resourceVersion. The caller must not change the tree afterwards. */
    public StoredObject putLocked(String key, ObjectNode tree) {
        long revision = store.nextRevisionLocked(this);
        ((ObjectNode) tree.get("metadata")).put("resourceVersion", Long.toString(revision));
        StoredObject object = new StoredObject(key, tree, revision);
        ObjectMap before = watchCache.last().after();
        appendLocked(revision, object, before.get(key), before.with(object));
        return object;
    }

    /** Removes an object and returns the object of the DELETED event, which has the removal's revision. */
    public StoredObject removeLocked(StoredObject object) {
        long revision = store.nextRevisionLocked(this);
        ObjectMap after = watchCache.last().after().without(object.key());
        return appendLocked(revision, null, object, after).deletedObject();
    }

    void compactLocked(long revision) {
        watchCache = watchCache.compact(revision);
    }

    private WatchCacheEvent appendLocked(
            long revision, @Nullable StoredObject current, @Nullable StoredObject previous, ObjectMap after) {
        WatchCacheEvent last = watchCache.last();
        long now = store.clock().millis();
        WatchCacheEvent event = new WatchCacheEvent(revision, last.sequence() + 1, now, current, previous, after);
        last.link(event);
        watchCache = watchCache.append(event, store.history());
        store.publishLocked(revision);
        return event;
    }
}
