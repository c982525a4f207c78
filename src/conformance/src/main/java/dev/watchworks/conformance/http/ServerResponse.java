package dev.watchworks.conformance.http;

import java.util.Map;

/**
 * A complete response.
 *
 * @param code HTTP status
 * @param headers the headers that clients read, with the usual capitalization
 * @param body as it was received
 */
public record ServerResponse(int code, Map<String, String> headers, String body) {
    public ServerResponse {
        headers = Map.copyOf(headers);
    }
}
