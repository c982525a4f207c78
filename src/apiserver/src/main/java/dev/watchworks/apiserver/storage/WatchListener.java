package dev.watchworks.apiserver.storage;

/** A listener for new events of a type. */
public interface WatchListener {

    /**
     * The notification thread calls this after new events, without a lock. The method must not block.
     *
     * @param sequence the newest event's {@link WatchCacheEvent#sequence()}
     */
    void advanced(long sequence);
}
