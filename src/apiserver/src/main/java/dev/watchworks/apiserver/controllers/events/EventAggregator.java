package dev.watchworks.apiserver.controllers.events;

import dev.watchworks.apiserver.meta.LruCache;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides when events that differ only in their message are combined: from the tenth within ten minutes on, as client-go's
 * {@code EventAggregator} does. Not thread-safe.
 */
final class EventAggregator {
    private static final int DISTINCT_MESSAGES = 10;
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Map<String, SimilarEvents> similar = new LruCache<>(EventRecorder.CACHE_SIZE);

    private record SimilarEvents(Set<String> messages, Instant last) {}

    /** Whether an event with this message is combined with the other events of the key. */
    boolean aggregates(String key, String message, Instant now) {
        SimilarEvents known = similar.get(key);
        boolean recent = known != null && Duration.between(known.last(), now).compareTo(INTERVAL) <= 0;
        Set<String> messages = recent && known != null ? known.messages() : new LinkedHashSet<>();
        messages.add(message);
        similar.put(key, new SimilarEvents(messages, now));
        if (messages.size() < DISTINCT_MESSAGES) {
            return false;
        }
        messages.remove(messages.iterator().next());
        return true;
    }
}
