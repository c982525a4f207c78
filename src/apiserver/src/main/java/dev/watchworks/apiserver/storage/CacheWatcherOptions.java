package dev.watchworks.apiserver.storage;

import java.time.Duration;

/**
 * The start and the end of a watch.
 *
 * @param snapshot the watch sends the events after this snapshot
 * @param initialEvents whether the watch first sends each object of the snapshot, as ADDED
 * @param initialEventsEnd whether a bookmark follows the initial events
 * @param after a resourceVersion, which may be in the future: the watch skips the events up to it
 * @param bookmarks whether the client wants bookmarks
 * @param timeout when the watch ends
 */
public record CacheWatcherOptions(
        Snapshot snapshot,
        boolean initialEvents,
        boolean initialEventsEnd,
        long after,
        boolean bookmarks,
        Duration timeout) {}
