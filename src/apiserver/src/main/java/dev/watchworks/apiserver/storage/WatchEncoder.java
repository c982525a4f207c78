package dev.watchworks.apiserver.storage;

/** Encodes the frames of one watch. Each watch has its own encoder, because only the first table has the columns. */
public interface WatchEncoder {

    /** The frame of an event. */
    byte[] event(EventType type, StoredObject object);

    /**
     * The frame of a bookmark.
     *
     * @param initialEventsEnd whether it marks the end of the initial events
     */
    byte[] bookmark(long revision, boolean initialEventsEnd);
}
