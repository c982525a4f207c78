package dev.watchworks.apiserver.validation;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.Map;

/** Validates maps of labels. */
public final class LabelValidation {

    private LabelValidation() {}

    /** Adds an error for each invalid key and each invalid value. */
    public static void validate(JsonNode labels, String field, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String value = label.getValue().asText();
            NameSyntax.qualifiedErrors(label.getKey())
                    .forEach(wrong -> errors.invalid(field, quoted(label.getKey()), wrong));
            ValueSyntax.labelValue(value).forEach(wrong -> errors.invalid(field, quoted(value), wrong));
        }
    }
}
