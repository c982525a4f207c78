package dev.watchworks.apiserver.kind.selector;

import static dev.watchworks.apiserver.kind.ObjectFields.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.names.Names;
import dev.watchworks.apiserver.status.FieldErrors;
import java.util.Map;

/** Maps of labels inside a spec. */
public final class Labels {

    private Labels() {}

    /** Adds an error for each key and each value that no label may have. */
    public static void validate(JsonNode labels, String field, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String value = label.getValue().asText();
            Names.qualifiedErrors(label.getKey())
                    .forEach(wrong -> errors.invalid(field, quoted(label.getKey()), wrong));
            dev.watchworks.apiserver.names.Labels.valueErrors(value)
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
