package dev.watchworks.apiserver.storage;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One write of an object, linked to the next write of the same type. A watcher holds one event and follows the links at its
 * own speed. The JVM frees the events that no watcher and no watch cache can reach.
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

    /** The resourceVersion of the write. */
    public long revision() {
        return revision;
    }

    /** The number of earlier writes of the type. */
    public long sequence() {
        return sequence;
    }

    long epochMillis() {
        return epochMillis;
    }

    /** The object after the write, or null when the write deleted it. */
    public @Nullable StoredObject current() {
        return current;
    }

    /** The object before the write, or null when the write created it. */
    public @Nullable StoredObject previous() {
        return previous;
    }

    /** All objects of the type after the write. */
    public ObjectTree after() {
        return after;
    }

    /** The next write, or null while this is the newest one. */
    public @Nullable WatchCacheEvent next() {
        return next;
    }

    void link(WatchCacheEvent following) {
        next = following;
    }

    /**
     * The object of a DELETED event: the previous content with this event's resourceVersion. A watcher also gets it when its
     * selector no longer selects the object.
     */
    public StoredObject deletedObject() {
        StoredObject object = deletedObject;
        if (object == null) {
            object = Objects.requireNonNull(previous, "a create has no deleted object")
                    .at(revision);
            deletedObject = object;
        }
        return object;
    }
}
