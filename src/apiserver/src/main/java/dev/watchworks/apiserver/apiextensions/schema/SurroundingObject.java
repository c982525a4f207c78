package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.function.UnaryOperator;

/** Builds the resource around a default value, so that the metadata in it can be checked. */
record SurroundingObject(UnaryOperator<JsonNode> builder) {

    static final SurroundingObject ROOT = new SurroundingObject(value -> value);

    SurroundingObject child(String name) {
        return new SurroundingObject(value -> builder.apply(Json.object().set(name, value)));
    }

    SurroundingObject item() {
        return new SurroundingObject(value -> builder.apply(Json.array().add(value)));
    }

    JsonNode around(JsonNode value) {
        JsonNode resource = builder.apply(value);
        if (resource instanceof ObjectNode object) {
            object.putIfAbsent("kind", Json.text("Validation"));
            object.putIfAbsent("apiVersion", Json.text("validation/v1"));
        }
        return resource;
    }
}
