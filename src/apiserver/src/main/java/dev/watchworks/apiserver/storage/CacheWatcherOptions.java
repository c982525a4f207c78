package dev.watchworks.apiserver.storage;

import java.time.Duration;

/**
 * Where a watch begins and when it ends.
 *
 * @param snapshot the state that it goes on from
 * @param initialEvents whether each object of the snapshot is sent first, as ADDED
 * @param initialEventsEnd whether a bookmark then says that they are over
 * @param after events up to this resourceVersion are not sent, though they come after the snapshot: it is in the future
 * @param bookmarks whether the client takes bookmarks
 * @param timeout after which the watch ends cleanly
 */
public record CacheWatcherOptions(
        Snapshot snapshot,
        boolean initialEvents,
        boolean initialEventsEnd,
        long after,
        boolean bookmarks,
        Duration timeout) {}
