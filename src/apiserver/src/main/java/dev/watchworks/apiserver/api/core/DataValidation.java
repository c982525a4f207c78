package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.nio.charset.StandardCharsets;

/** Checks the data of config maps and secrets. */
final class DataValidation {
    /** Bytes; as much as the store of a real cluster accepts for one object. */
    static final int MAXIMUM_SIZE = 1 << 20;

    private static final String IMMUTABLE = "field is immutable when `immutable` is set";

    private DataValidation() {}

    static void validateKeys(ObjectNode object, String field, FieldErrors errors) {
        for (String key : keys(object, field)) {
            errors.invalid(field + "[" + key + "]", key, ValueSyntax.configMapKey(key));
        }
    }

    /** Checks the field {@code immutable}: once it is true, it stays true and the data do not change. */
    static void validateImmutable(ObjectNode object, ObjectNode current, FieldErrors errors, String... fields) {
        if (!current.path("immutable").asBoolean()) {
            return;
        }
        if (!object.path("immutable").asBoolean()) {
            errors.forbidden("immutable", IMMUTABLE);
        }
        for (String field : fields) {
            if (!object.path(field).equals(current.path(field))) {
                errors.forbidden(field, IMMUTABLE);
            }
        }
    }

    static long sizeOfText(JsonNode data) {
        long bytes = 0;
        for (JsonNode value : data) {
            bytes += value.asText().getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    static long sizeOfBase64(JsonNode data) {
        long bytes = 0;
        for (JsonNode value : data) {
            String text = value.asText();
            int padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
            bytes += text.length() / 4 * 3L - padding;
        }
        return bytes;
    }
}
