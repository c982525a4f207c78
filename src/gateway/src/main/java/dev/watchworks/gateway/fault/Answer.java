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
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** An answer in JSON. */
    public static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new java.util.LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Map.copyOf(more), body);
    }
}
