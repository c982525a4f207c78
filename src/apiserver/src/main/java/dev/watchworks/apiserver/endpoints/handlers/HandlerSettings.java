package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * The settings of the handlers.
 *
 * @param maximumLag the number of events that a watch's client may be behind
 * @param seed for the timeouts of watches whose requests have none
 * @param podLog returns a pod's log: whole lines, or the empty string
 */
public record HandlerSettings(int maximumLag, long seed, Function<ObjectNode, String> podLog) {
    /** About the number of events in all buffers of a real server's watcher. */
    public static final int DEFAULT_MAXIMUM_LAG = 1_000;

    public HandlerSettings {
        if (maximumLag < 1) {
            throw new IllegalArgumentException("maximumLag must be positive, not " + maximumLag);
        }
    }
}
