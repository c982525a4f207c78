package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a schema's defaults and removes nulls (Kubernetes' {@code schema/defaulting}). A server does so for each
 * object that a client sends and for each object that it reads from its storage.
 */
public final class Defaulter {

    private Defaulter() {}

    /**
     * Sets each absent field that has a default, and each field that is null although the schema does not allow null.
     */
    public static void apply(JsonNode value, StructuralSchema schema) {
        if (value instanceof ObjectNode object) {
            schema.properties().forEach((name, property) -> {
                JsonNode present = object.get(name);
                if (property.defaultValue() != null && (present == null || isForbiddenNull(present, property))) {
                    object.set(name, property.defaultValue().deepCopy());
                }
            });
            object.properties().forEach(member -> fill(member, schema.field(member.getKey())));
        } else if (value instanceof ArrayNode list && schema.items() != null) {
            for (int index = 0; index < list.size(); index++) {
                if (isForbiddenNull(list.get(index), schema.items())
                        && schema.items().defaultValue() != null) {
                    list.set(index, schema.items().defaultValue().deepCopy());
                }
                apply(list.get(index), schema.items());
            }
        }
    }

    private static void fill(Map.Entry<String, JsonNode> member, @Nullable StructuralSchema schema) {
        if (schema == null) {
            return;
        }
        if (isForbiddenNull(member.getValue(), schema) && schema.defaultValue() != null) {
            member.setValue(schema.defaultValue().deepCopy());
        }
        apply(member.getValue(), schema);
    }

    /** Removes the fields that are null although the schema allows no null and has no default for them. */
    public static void pruneNulls(JsonNode value, StructuralSchema schema) {
        pruneNullsBelow(value, schema);
    }

    private static void pruneNullsBelow(JsonNode value, @Nullable StructuralSchema schema) {
        if (value instanceof ObjectNode object) {
            for (String name :
                    List.copyOf(object.propertyStream().map(Map.Entry::getKey).toList())) {
                StructuralSchema field = schema == null ? null : schema.field(name);
                JsonNode member = object.get(name);
                if (field != null && field.defaultValue() == null && isForbiddenNull(member, field)) {
                    object.remove(name);
                } else {
                    pruneNullsBelow(member, field);
                }
            }
        } else if (value instanceof ArrayNode list) {
            list.forEach(item -> pruneNullsBelow(item, schema == null ? null : schema.items()));
        }
    }

    private static boolean isForbiddenNull(JsonNode value, StructuralSchema schema) {
        return value.isNull() && !schema.nullable();
    }
}
