package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.status.ApiErrors;
import dev.watchworks.apiserver.storage.Resource;
import dev.watchworks.apiserver.storage.Snapshot;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.watch.EventFormat;
import dev.watchworks.apiserver.watch.FixedFeed;
import dev.watchworks.apiserver.watch.ObjectFeed;
import dev.watchworks.apiserver.watch.WatchFeed;
import dev.watchworks.apiserver.watch.WatchStart;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Watches: from which state they go on. */
final class Watches {
    /** A real server's {@code --min-request-timeout}: a watch without a time-out lasts this long up to twice as long. */
    private static final Duration SHORTEST = Duration.ofMinutes(30);

    private final Store store;
    private final int maximumLag;
    private final Random random;

    Watches(Store store, int maximumLag, long seed) {
        this.store = store;
        this.maximumLag = maximumLag;
        this.random = new Random(seed);
    }

    CompletionStage<WatchFeed> open(ResourceType type, ListOptions options, EventFormat format) {
        String text = options.resourceVersion();
        long version = 0;
        if (!text.isEmpty()) {
            String error = Parameters.versionError(text);
            if (!error.isEmpty()) {
                throw ApiErrors.bare("resourceVersion: Invalid value: \"" + text + "\": " + error);
            }
            version = Parameters.version(text);
        }
        Opening opening = new Opening(
                store.resource(type.groupResource()),
                options,
                format,
                Boolean.TRUE.equals(options.sendInitialEvents()));
        if (opening.initialEvents && version > store.revision()) {
            return afterWaiting(opening, version);
        }
        return CompletableFuture.completedFuture(open(opening, version));
    }

    private record Opening(Resource resource, ListOptions options, EventFormat format, boolean initialEvents) {}

    private CompletionStage<WatchFeed> afterWaiting(Opening opening, long version) {
        return store.whenReached(version, Lists.PATIENCE)
                .thenApply(reached -> reached
                        ? open(opening, version)
                        : FixedFeed.error(ApiErrors.tooLargeResourceVersion(version, store.revision())));
    }

    private WatchFeed open(Opening opening, long version) {
        if (opening.initialEvents || version == 0) {
            Snapshot now = opening.resource.snapshot();
            boolean end = opening.initialEvents && opening.options.allowWatchBookmarks();
            return feed(opening, now, opening.initialEvents, end, 0);
        }
        Snapshot current = opening.resource.snapshot();
        if (version >= current.revision()) {
            return feed(opening, current, false, false, version);
        }
        Snapshot past = opening.resource.snapshotAt(version);
        if (past == null) {
            return FixedFeed.error(
                    ApiErrors.expired("too old resource version: " + version + " (" + opening.resource.floor() + ")"));
        }
        return feed(opening, past, false, false, 0);
    }

    private WatchFeed feed(Opening opening, Snapshot snapshot, boolean initialEvents, boolean end, long after) {
        ListOptions options = opening.options;
        WatchStart start = new WatchStart(
                snapshot, initialEvents, end, after, options.allowWatchBookmarks(), timeout(options.timeoutSeconds()));
        return ObjectFeed.open(store, opening.resource, options.selection(), opening.format, start, maximumLag);
    }

    private Duration timeout(long seconds) {
        if (seconds > 0) {
            return Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE));
        }
        long millis = SHORTEST.toMillis();
        synchronized (random) {
            return Duration.ofMillis(millis + (long) (random.nextDouble() * millis));
        }
    }
}
