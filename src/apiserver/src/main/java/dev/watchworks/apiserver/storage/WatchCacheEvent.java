package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * One write, a link in the chain of all writes of a type. A holder of a link follows the chain at its own pace; links
 * before the oldest one that is held are garbage.
 */
public final class WatchCacheEvent {
    private final long revision;
    private final long sequence;
    private final long epochMillis;
    private final @Nullable StoredObject current;
    private final @Nullable StoredObject previous;
    private final ObjectTree after;
    private volatile @Nullable WatchCacheEvent next;
    private volatile @Nullable StoredObject deletedObject;

    WatchCacheEvent(
            long revision,
            long sequence,
            long epochMillis,
            @Nullable StoredObject current,
            @Nullable StoredObject previous,
            ObjectTree after) {
        this.revision = revision;
        this.sequence = sequence;
        this.epochMillis = epochMillis;
        this.current = current;
        this.previous = previous;
        this.after = after;
    }

    /** The resourceVersion that the write made. */
    public long revision() {
        return revision;
    }

    /** How many writes of the type came before. */
    public long sequence() {
        return sequence;
    }

    long epochMillis() {
        return epochMillis;
    }

    /** The object as written, null when it was deleted. */
    public @Nullable StoredObject current() {
        return current;
    }

    /** The object before, null when it was created. */
    public @Nullable StoredObject previous() {
        return previous;
    }

    /** All objects of the type after the write. */
    public ObjectTree after() {
        return after;
    }

    /** The write after this one, null when there is none yet. */
    public @Nullable WatchCacheEvent next() {
        return next;
    }

    void link(WatchCacheEvent following) {
        next = following;
    }

    /**
     * The object of a DELETED event, for a watcher that saw the object before and no longer sees it: the previous content
     * with this event's resourceVersion.
     */
    public StoredObject deletedObject() {
        StoredObject object = deletedObject;
        if (object == null) {
            if (previous == null) {
                throw new IllegalStateException(
                        "event " + revision + " created its object, so that nobody saw it before");
            }
            object = previous.at(revision);
            deletedObject = object;
        }
        return object;
    }
}
