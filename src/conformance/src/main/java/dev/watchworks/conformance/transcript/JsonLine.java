package dev.watchworks.conformance.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/** JSON in lines of text. */
final class JsonLine {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonLine() {}

    /** Returns the JSON object or list in a line, or null when the line is another text. */
    static @Nullable JsonNode read(String line) {
        if (!line.startsWith("{") && !line.startsWith("[")) {
            return null;
        }
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException other) {
            return null;
        }
    }
}
