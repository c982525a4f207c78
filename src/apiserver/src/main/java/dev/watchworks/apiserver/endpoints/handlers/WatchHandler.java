package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.CacheWatcher;
import dev.watchworks.apiserver.storage.CacheWatcherOptions;
import dev.watchworks.apiserver.storage.ErrorWatch;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.Snapshot;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.WatchEncoder;
import dev.watchworks.apiserver.storage.WatchStream;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** GET of a watch: finds the snapshot from which the watch starts. */
final class WatchHandler {
    /** A real server's {@code --min-request-timeout}: a watch without a timeout lasts between once and twice this time. */
    private static final Duration SHORTEST = Duration.ofMinutes(30);

    private final Store store;
    private final int maximumLag;
    private final Random random;

    WatchHandler(Store store, HandlerSettings settings) {
        this.store = store;
        this.maximumLag = settings.maximumLag();
        this.random = new Random(settings.seed());
    }

    CompletionStage<ApiResponse> handle(RequestScope scope) {
        WatchEncoder encoder = new RepresentationEncoder(scope, store.clock());
        return open(scope.type(), ListOptions.of(scope), encoder)
                .thenApply(watch -> new ApiResponse.Stream(ApiResponse.JSON, watch));
    }

    private CompletionStage<WatchStream> open(ResourceType type, ListOptions options, WatchEncoder encoder) {
        String text = options.resourceVersion();
        long version = 0;
        if (!text.isEmpty()) {
            String error = ListOptions.versionError(text);
            if (!error.isEmpty()) {
                throw ApiErrors.bare("resourceVersion: Invalid value: \"" + text + "\": " + error);
            }
            version = ListOptions.version(text);
        }
        Opening opening = new Opening(
                store.resource(type.groupResource()),
                options,
                encoder,
                Boolean.TRUE.equals(options.sendInitialEvents()));
        if (opening.initialEvents && version > store.revision()) {
            return openWhenReached(opening, version);
        }
        return CompletableFuture.completedFuture(open(opening, version));
    }

    private record Opening(
            ResourceStorage resource, ListOptions options, WatchEncoder encoder, boolean initialEvents) {}

    private CompletionStage<WatchStream> openWhenReached(Opening opening, long version) {
        return store.whenReached(version, ListHandler.BLOCK_TIMEOUT)
                .thenApply(reached -> reached
                        ? open(opening, version)
                        : new ErrorWatch(ApiErrors.tooLargeResourceVersion(version, store.revision())));
    }

    private WatchStream open(Opening opening, long version) {
        if (opening.initialEvents || version == 0) {
            Snapshot now = opening.resource.snapshot();
            boolean end = opening.initialEvents && opening.options.allowWatchBookmarks();
            return watch(opening, now, opening.initialEvents, end, 0);
        }
        Snapshot current = opening.resource.snapshot();
        if (version >= current.revision()) {
            return watch(opening, current, false, false, version);
        }
        Snapshot past = version < opening.resource.floor() ? null : opening.resource.snapshotAt(version);
        if (past == null) {
            return new ErrorWatch(
                    ApiErrors.expired("too old resource version: " + version + " (" + opening.resource.floor() + ")"));
        }
        return watch(opening, past, false, false, 0);
    }

    private WatchStream watch(Opening opening, Snapshot snapshot, boolean initialEvents, boolean end, long after) {
        ListOptions options = opening.options;
        CacheWatcherOptions start = new CacheWatcherOptions(
                snapshot, initialEvents, end, after, options.allowWatchBookmarks(), timeout(options.timeoutSeconds()));
        return CacheWatcher.open(opening.resource, options.selection(), opening.encoder, start, maximumLag);
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
