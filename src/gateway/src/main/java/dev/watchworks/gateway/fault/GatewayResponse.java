package dev.watchworks.gateway.fault;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A whole response that the gateway sends in place of the cluster.
 *
 * @param status HTTP status code
 * @param headers names with their values
 * @param body shared bytes; do not change them
 */
public record GatewayResponse(int status, Map<String, String> headers, byte[] body) {

    /** Returns a response with a JSON body. */
    public static GatewayResponse json(int status, String body) {
        return new GatewayResponse(
                status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the same response with one more header. */
    public GatewayResponse with(String header, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new GatewayResponse(status, Map.copyOf(more), body);
    }
}
