package dev.watchworks.gateway.fault;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A whole answer.
 *
 * @param status HTTP status code
 * @param headers with their values
 * @param body shared bytes that must not be changed
 */
public record GatewayResponse(int status, Map<String, String> headers, byte[] body) {

    /** An answer in JSON. */
    public static GatewayResponse json(int status, String body) {
        return new GatewayResponse(
                status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more header. */
    public GatewayResponse with(String header, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new GatewayResponse(status, Map.copyOf(more), body);
    }
}
