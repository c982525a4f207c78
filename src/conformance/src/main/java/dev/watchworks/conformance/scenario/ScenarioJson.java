package dev.watchworks.conformance.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON of requests and responses. */
final class ScenarioJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ScenarioJson() {}

    /** Scenarios write JSON with single quotes, which are easier to read in Java. */
    static String quoted(String json) {
        return json.replace('\'', '"');
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(quoted(json));
        } catch (JsonProcessingException invalid) {
            throw new IllegalArgumentException("not JSON: " + json, invalid);
        }
    }

    /** Removes the white space from JSON; returns any other text as it is. */
    static String inOneLine(String text) {
        JsonNode tree = text.startsWith("{\n") ? readLeniently(text) : MissingNode.getInstance();
        return tree.isMissingNode() ? text : tree.toString();
    }

    /** Reads JSON; returns a missing node when the text is not JSON. */
    static JsonNode readLeniently(String text) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }
}
