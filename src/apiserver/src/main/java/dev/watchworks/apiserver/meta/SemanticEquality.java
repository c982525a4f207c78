package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Comparator;
import java.util.TreeMap;

/** Compares values as the API does: Kubernetes' {@code equality.Semantic.DeepEqual}. */
public final class SemanticEquality {
    /** The Java type that holds a number does not matter. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.equals(other)) {
            return 0;
        }
        boolean numbers = one.isNumber() && other.isNumber();
        return numbers && one.decimalValue().compareTo(other.decimalValue()) == 0 ? 0 : 1;
    };

    private SemanticEquality() {}

    /** Whether two nodes are equal; numbers are compared by value, and the order of an object's fields does not matter. */
    public static boolean deepEqual(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /**
     * Returns a copy with sorted keys and without nulls, empty lists and empty objects, which Go's types do not
     * distinguish from absent fields. Volumes keep them, because {@code emptyDir: {}} is a choice.
     */
    public static JsonNode canonical(JsonNode node) {
        return reduce(node, false);
    }

    private static JsonNode reduce(JsonNode node, boolean keepEmpty) {
        if (node.isArray()) {
            ArrayNode reduced = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> reduced.add(reduce(item, keepEmpty)));
            return reduced;
        }
        if (!node.isObject()) {
            return node;
        }
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        node.properties().forEach(field -> {
            JsonNode value =
                    reduce(field.getValue(), keepEmpty || field.getKey().equals("volumes"));
            if (!value.isNull() && (keepEmpty || !value.isContainerNode() || !value.isEmpty())) {
                fields.put(field.getKey(), value);
            }
        });
        return JsonNodeFactory.instance.objectNode().setAll(fields);
    }
}
