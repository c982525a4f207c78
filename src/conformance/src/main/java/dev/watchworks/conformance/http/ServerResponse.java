package dev.watchworks.conformance.http;

import java.util.Map;

/**
 * An answer that has come whole.
 *
 * @param code HTTP status
 * @param headers those that clients read, by their usual spelling
 * @param body as it came
 */
public record ServerResponse(int code, Map<String, String> headers, String body) {
    public ServerResponse {
        headers = Map.copyOf(headers);
    }
}
