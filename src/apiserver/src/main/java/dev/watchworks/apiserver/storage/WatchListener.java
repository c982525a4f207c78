package dev.watchworks.apiserver.storage;

/** Someone who follows a type's events. */
public interface WatchListener {

    /**
     * There are new events. Called by the dispatcher's thread, under no lock; must not block.
     *
     * @param sequence the newest event's {@link WatchCacheEvent#sequence()}
     */
    void advanced(long sequence);
}
