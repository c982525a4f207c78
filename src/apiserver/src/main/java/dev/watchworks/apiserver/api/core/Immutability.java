package dev.watchworks.apiserver.api.core;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;

/** The field {@code immutable} of config maps and secrets: once true, it stays true and the data stay as they are. */
final class Immutability {
    private static final String MESSAGE = "field is immutable when `immutable` is set";

    private Immutability() {}

    static void check(ObjectNode object, ObjectNode current, FieldErrors errors, String... fields) {
        if (!current.path("immutable").asBoolean()) {
            return;
        }
        if (!object.path("immutable").asBoolean()) {
            errors.forbidden("immutable", MESSAGE);
        }
        for (String field : fields) {
            if (!object.path(field).equals(current.path(field))) {
                errors.forbidden(field, MESSAGE);
            }
        }
    }
}
