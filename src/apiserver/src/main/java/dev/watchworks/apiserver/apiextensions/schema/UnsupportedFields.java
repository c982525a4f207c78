package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;

/** The fields of OpenAPI schemas that a custom resource may not use. */
final class UnsupportedFields {
    private static final List<String> NAMES =
            List.of("id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref");

    private UnsupportedFields() {}

    /** Why no structural schema can be made of a schema; the empty string when one can. */
    static String first(JsonNode schema) {
        for (String name :
                List.of("id", "$ref", "patternProperties", "dependencies", "additionalItems", "definitions")) {
            if (isSet(schema, name)) {
                return "OpenAPIV3Schema '" + name + "' is not supported";
            }
        }
        if (schema.path("items").isArray()) {
            return "OpenAPIV3Schema 'items' must be a schema, but is an array";
        }
        JsonNode preserves = schema.path("x-kubernetes-preserve-unknown-fields");
        if (preserves.isBoolean() && !preserves.booleanValue()) {
            return "internal error: 'x-kubernetes-preserve-unknown-fields' must be true or undefined";
        }
        for (JsonNode part : SchemaParts.of(schema)) {
            String found = first(part);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private static boolean isSet(JsonNode schema, String name) {
        JsonNode value = schema.path(name);
        return value.isTextual() ? !value.textValue().isEmpty() : !value.isMissingNode() && !value.isNull();
    }

    static void validate(JsonNode schema, String field, FieldErrors errors) {
        for (String name : NAMES) {
            if (isSet(schema, name)) {
                errors.forbidden(field + "." + name, name + " is not supported");
            }
        }
    }
}
