package dev.watchworks.apiserver.storage;

import java.time.Duration;

/**
 * The size of a type's watch cache, as in Kubernetes ({@code storage/cacher/watch_cache.go}).
 *
 * @param minimumEvents the watch cache keeps at least this number of events
 * @param maximumEvents the watch cache keeps at most this number of events
 * @param fresh a full watch cache doubles while its oldest event is younger than this. The default is a minute between
 *     bookmarks and a quarter of a minute for a client to come back
 */
public record HistorySettings(int minimumEvents, int maximumEvents, Duration fresh) {
    /** A real server's settings. */
    public static final HistorySettings KUBERNETES = new HistorySettings(100, 102_400, Duration.ofSeconds(75));

    public HistorySettings {
        if (minimumEvents < 1 || maximumEvents < minimumEvents) {
            throw new IllegalArgumentException("history of " + minimumEvents + " to " + maximumEvents + " events");
        }
    }
}
