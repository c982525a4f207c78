package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.TreeMap;

/** Says whether two pieces of JSON mean the same to the API, where Kubernetes asks {@code equality.Semantic.DeepEqual}. */
public final class SemanticEquality {
    /** Whether a number is held as an int or as a long does not matter. */
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> {
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return Long.compare(one.asLong(), other.asLong());
        }
        return one.equals(other) ? 0 : 1;
    };

    private SemanticEquality() {}

    /** Whether two nodes hold the same, numbers by their value. */
    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(BY_VALUE, other);
    }

    /**
     * A copy with sorted keys and without what Go's types do not tell from absence: nulls, empty lists and empty
     * objects. Volumes keep theirs, because {@code emptyDir: {}} is a choice.
     */
    public static JsonNode of(JsonNode node) {
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
        ObjectNode reduced = JsonNodeFactory.instance.objectNode();
        fields.forEach(reduced::set);
        return reduced;
    }
}
