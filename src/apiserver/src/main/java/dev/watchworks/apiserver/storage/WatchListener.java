package dev.watchworks.apiserver.storage;

/** Gets a call after new events of a type. */
public interface WatchListener {

    /**
     * Called after new events, on the notification thread and without a lock; must not block.
     *
     * @param sequence the newest event's {@link WatchCacheEvent#sequence()}
     */
    void advanced(long sequence);
}
