package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The schemas inside a schema. */
final class SchemaParts {

    private SchemaParts() {}

    static List<JsonNode> of(JsonNode schema) {
        List<JsonNode> parts = new ArrayList<>();
        schema.path("properties").forEach(parts::add);
        for (String name : List.of("items", "additionalProperties", "not")) {
            if (schema.path(name).isObject()) {
                parts.add(schema.path(name));
            }
        }
        for (String name : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(name).forEach(parts::add);
        }
        return parts;
    }
}
