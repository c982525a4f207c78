package dev.watchworks.conformance.wire;

import java.util.Map;

/**
 * An answer that has come whole.
 *
 * @param code HTTP status
 * @param headers those that clients read, by their usual spelling
 * @param body as it came
 */
public record Answer(int code, Map<String, String> headers, String body) {
    public Answer {
        headers = Map.copyOf(headers);
    }
}
