package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Fills in the constant defaults of {@code rules.txt} for each type in an object (Kubernetes'
 * {@code runtime.ObjectDefaulter}).
 */
final class ObjectDefaulter {

    private ObjectDefaulter() {}

    /** Fills in the fields that an object as read does not have; an empty text counts as absent. */
    static void apply(StructType type, ObjectNode object) {
        type.rules().defaults().forEach(rule -> apply(rule, object));
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            StructType.Field field = type.fields().get(entry.getKey());
            if (field != null && field.type().innermost() instanceof StructType struct) {
                applyWithin(struct, entry.getValue());
            }
        }
    }

    private static void applyWithin(StructType type, JsonNode value) {
        if (value instanceof ObjectNode object) {
            apply(type, object);
        } else {
            value.forEach(item -> applyWithin(type, item));
        }
    }

    private static void apply(TypeRules.Default rule, ObjectNode object) {
        if (!rule.otherField().isEmpty()
                && !object.path(rule.otherField()).asText().equals(rule.otherText())) {
            return;
        }
        int dot = rule.path().indexOf('.');
        ObjectNode owner =
                dot < 0 ? object : object.withObjectProperty(rule.path().substring(0, dot));
        String field = rule.path().substring(dot + 1);
        JsonNode value = owner.path(field);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())) {
            owner.set(field, rule.value().deepCopy());
        }
    }
}
