package dev.watchworks.apiserver.storage;

import java.time.Duration;

/**
 * How much history a type keeps, as Kubernetes' watch cache does ({@code storage/cacher/watch_cache.go}).
 *
 * @param minimumEvents events that are kept at least
 * @param maximumEvents events that are kept at most
 * @param fresh while the oldest event is younger than this, the window doubles rather than drops it: clients are given
 *     a minute between bookmarks, and a quarter of one to come back
 */
public record HistorySettings(int minimumEvents, int maximumEvents, Duration fresh) {
    /** What a real server has. */
    public static final HistorySettings KUBERNETES = new HistorySettings(100, 102_400, Duration.ofSeconds(75));

    public HistorySettings {
        if (minimumEvents < 1 || maximumEvents < minimumEvents) {
            throw new IllegalArgumentException("history of " + minimumEvents + " to " + maximumEvents + " events");
        }
    }
}
