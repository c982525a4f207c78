package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An object whose keys are free, such as labels; written with its keys in order, as Go writes maps.
 *
 * @param ownName the name that Go has for it, or empty
 */
record MapType(ValueType element, String ownName) implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState reading) {
        if (!value.isObject()) {
            reading.mismatch(value, goName());
            return zero();
        }
        List<String> keys = new ArrayList<>(value.size());
        value.fieldNames().forEachRemaining(keys::add);
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            read.set(key, reading.entry(key, element, value.get(key)));
        }
        Collections.sort(keys);
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        for (String key : keys) {
            written.set(key, read.get(key));
        }
        return written;
    }

    @Override
    public JsonNode zero() {
        return NullNode.getInstance();
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
