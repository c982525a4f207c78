package dev.watchworks.page.http;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;

/** JSON as the page sends and gets it. */
final class PageJson {

    /** The members of records, and nothing else: a record's other methods are not for the page. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .build();

    private PageJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException when the text is not a JSON object
     */
    static JsonNode readObject(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node.isObject()) {
                return node;
            }
            throw new IllegalArgumentException("The body must be a JSON object.");
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The body must be a JSON object: " + malformed.getOriginalMessage());
        }
    }
}
