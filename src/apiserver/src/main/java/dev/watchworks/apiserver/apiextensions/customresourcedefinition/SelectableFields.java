package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the paths of selectable fields against a version's schema ({@code ValidateCustomResourceSelectableFields}). */
final class SelectableFields {
    private final JsonNode schema;
    private final FieldErrors errors;
    private final Set<String> earlier = new HashSet<>();

    SelectableFields(JsonNode schema, FieldErrors errors) {
        this.schema = schema;
        this.errors = errors;
    }

    /** The number of different valid paths. */
    int count() {
        return earlier.size();
    }

    void validate(String path, String place) {
        String field = place + ".jsonPath";
        if (path.isEmpty()) {
            errors.required(field, "");
            return;
        }
        if (!path.startsWith(".")) {
            invalid(field, path, "is an invalid path: expected [ or . but got: " + path);
            return;
        }
        JsonNode found = schema;
        for (String name : path.substring(1).split("\\.", -1)) {
            JsonNode next = found.path("properties").path(name);
            next = next.isMissingNode() ? found.path("additionalProperties") : next;
            if (!next.isObject()) {
                invalid(field, path, "is an invalid path: does not refer to a valid field");
                return;
            }
            found = next;
        }
        if (path.equals(".metadata") || path.startsWith(".metadata.")) {
            invalid(field, path, "must not point to fields in metadata");
        }
        if (!List.of("string", "boolean", "integer").contains(found.path("type").asText())) {
            invalid(
                    field,
                    path,
                    "must point to a field of type string, boolean or integer. Enum string fields and strings with formats"
                            + " are allowed.");
        }
        if (!earlier.add(path)) {
            errors.duplicate(field, GoFormat.quoted(path));
        }
    }

    private void invalid(String field, String path, String detail) {
        errors.invalid(field, path, List.of(detail));
    }
}
