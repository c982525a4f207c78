package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * What is particular to a server's REST side.
 *
 * @param maximumLag events that a watch's client may be behind before its watch is closed
 * @param seed for the time-outs of watches that ask for none
 * @param podLog what {@code kubectl logs} shows of a pod: whole lines, or an empty text
 */
public record HandlerSettings(int maximumLag, long seed, Function<ObjectNode, String> podLog) {
    /** About what a real server's cacher lets a watcher be behind, all its channels together. */
    public static final int DEFAULT_MAXIMUM_LAG = 1_000;

    public HandlerSettings {
        if (maximumLag < 1) {
            throw new IllegalArgumentException("a watch must be allowed to be behind, by " + maximumLag + " events?");
        }
    }
}
