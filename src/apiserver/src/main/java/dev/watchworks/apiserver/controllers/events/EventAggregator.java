package dev.watchworks.apiserver.controllers.events;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds events that are alike but for their message, and from the tenth within ten minutes on has them counted as one:
 * client-go's {@code EventAggregator}. Not for several threads.
 */
final class EventAggregator {
    private static final int DISTINCT_MESSAGES = 10;
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private final Map<String, Alike> alike = new LruCache<>();

    private record Alike(Set<String> messages, Instant last) {}

    /** Whether an event with this message is to be combined with the others under the key. */
    boolean combines(String key, String message, Instant now) {
        Alike known = alike.get(key);
        boolean recent = known != null && Duration.between(known.last(), now).compareTo(MEMORY) <= 0;
        Set<String> messages = recent && known != null ? known.messages() : new LinkedHashSet<>();
        messages.add(message);
        alike.put(key, new Alike(messages, now));
        if (messages.size() < DISTINCT_MESSAGES) {
            return false;
        }
        messages.remove(messages.iterator().next());
        return true;
    }
}
