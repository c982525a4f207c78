package dev.watchworks.apiserver.validation;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.Map;

/** Maps of labels inside a spec. */
public final class LabelValidation {

    private LabelValidation() {}

    /** Adds an error for each key and each value that no label may have. */
    public static void validate(JsonNode labels, String field, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String value = label.getValue().asText();
            NameSyntax.qualifiedErrors(label.getKey())
                    .forEach(wrong -> errors.invalid(field, quoted(label.getKey()), wrong));
            dev.watchworks.apiserver.validation.LabelSyntax.valueErrors(value)
                    .forEach(wrong -> errors.invalid(field, quoted(value), wrong));
        }
    }

    /** Labels in kubectl's form, {@code a=1,b=2} in the order of their keys, or {@code <none>}. */
    public static String print(JsonNode labels) {
        if (labels.isEmpty()) {
            return "<none>";
        }
        return labels.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue().asText())
                .reduce((one, other) -> one + "," + other)
                .orElse("");
    }
}
