package dev.watchworks.apiserver.controllers.events;

import dev.watchworks.apiserver.meta.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Limits the events of one source about one object to a burst and then one every five minutes: client-go's
 * {@code EventSourceObjectSpamFilter}. Not thread-safe.
 */
final class EventSourceObjectSpamFilter {
    private static final double BURST = 25;
    private static final double SECONDS_PER_EVENT = 300;

    private final Map<String, Bucket> buckets = new LruCache<>(EventRecorder.CACHE_SIZE);

    private record Bucket(double tokens, Instant at) {}

    /** Whether an event passes. */
    boolean allows(String key, Instant now) {
        Bucket bucket = buckets.getOrDefault(key, new Bucket(BURST, now));
        double seconds = Duration.between(bucket.at(), now).toMillis() / 1000.0;
        double tokens = Math.min(BURST, bucket.tokens() + seconds / SECONDS_PER_EVENT);
        boolean passes = tokens >= 1;
        buckets.put(key, new Bucket(passes ? tokens - 1 : tokens, now));
        return passes;
    }
}
