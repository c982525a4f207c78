package dev.watchworks.apiserver.storage;

/** Writes the lines of one watch; each watch has its own, because a table begins with its columns. */
public interface WatchEncoder {

    /** The line of an event. */
    byte[] event(EventType type, StoredObject object);

    /**
     * The line of a bookmark.
     *
     * @param initialEventsEnd whether it marks the end of the initial events
     */
    byte[] bookmark(long revision, boolean initialEventsEnd);
}
