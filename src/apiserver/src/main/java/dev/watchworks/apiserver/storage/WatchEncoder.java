package dev.watchworks.apiserver.storage;

/** How a watch's lines are written; one format serves one watch, because a table begins with its columns. */
public interface WatchEncoder {

    /** The line of an event. */
    byte[] event(EventType type, StoredObject object);

    /**
     * The line of a bookmark.
     *
     * @param initialEventsEnd whether it says that the synthetic events are over
     */
    byte[] bookmark(long revision, boolean initialEventsEnd);
}
