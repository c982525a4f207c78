package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object with arbitrary keys, such as labels. The keys are written in order, as Go writes maps.
 *
 * @param ownName the name of the Go type, or empty
 */
record MapType(ValueType element, String ownName) implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (!value.isObject()) {
            state.mismatch(value, goName());
            return zero();
        }
        Map<String, JsonNode> sorted = new TreeMap<>();
        value.properties()
                .forEach(entry ->
                        sorted.put(entry.getKey(), state.element("." + entry.getKey(), element, entry.getValue())));
        return JsonNodeFactory.instance.objectNode().setAll(sorted);
    }

    @Override
    public boolean omits(JsonNode written) {
        return written.isEmpty();
    }

    @Override
    public String goName() {
        return ownName.isEmpty() ? "map[string]" + element.goName() : ownName;
    }

    @Override
    public ValueType innermost() {
        return element.innermost();
    }

    @Override
    public MergeType mergeType() {
        return (MergeType.Granular) name -> element.mergeType();
    }
}
