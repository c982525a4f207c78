package dev.watchworks.apiserver.api.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** How large the data of a config map or secret is. */
final class DataSize {
    /** Bytes; as much as the store of a real cluster takes in one object. */
    static final int MAXIMUM = 1 << 20;

    private DataSize() {}

    static long ofText(JsonNode data) {
        long bytes = 0;
        for (JsonNode value : data) {
            bytes += value.asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    static long ofBase64(JsonNode data) {
        long bytes = 0;
        for (JsonNode value : data) {
            String text = value.asText();
            int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
            bytes += text.length() / 4 * 3L - padding;
        }
        return bytes;
    }
}
