package dev.watchworks.conformance.http;

import java.util.Map;

/**
 * A request of a scenario.
 *
 * @param method such as {@code GET}
 * @param path with its query, such as {@code /api/v1/pods?limit=1}
 * @param headers beyond those of the connection, including Content-Type
 * @param body empty for a request without a body
 */
public record ServerRequest(String method, String path, Map<String, String> headers, String body) {
    public ServerRequest {
        headers = Map.copyOf(headers);
    }

    /** Returns a GET without headers. */
    public static ServerRequest get(String path) {
        return new ServerRequest("GET", path, Map.of(), "");
    }
}
