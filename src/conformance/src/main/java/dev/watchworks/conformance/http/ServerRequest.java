package dev.watchworks.conformance.http;

import java.util.Map;

/**
 * A request, as a scenario makes it.
 *
 * @param method such as {@code GET}
 * @param path with its query, such as {@code /api/v1/pods?limit=1}
 * @param headers beyond those of the connection, Content-Type among them
 * @param body empty for none
 */
public record ServerRequest(String method, String path, Map<String, String> headers, String body) {
    public ServerRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET without headers of its own. */
    public static ServerRequest get(String path) {
        return new ServerRequest("GET", path, Map.of(), "");
    }
}
