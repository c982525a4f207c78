package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A list of values of one type. */
record ListType(ValueType element) implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (!value.isArray()) {
            state.mismatch(value, goName());
            return zero();
        }
        ArrayNode written = JsonNodeFactory.instance.arrayNode(value.size());
        for (int index = 0; index < value.size(); index++) {
            written.add(state.element("[" + index + "]", element, value.get(index)));
        }
        return written;
    }

    @Override
    public boolean omits(JsonNode written) {
        return written.isEmpty();
    }

    @Override
    public String goName() {
        return "[]" + element.goName();
    }

    @Override
    public ValueType innermost() {
        return element.innermost();
    }

    @Override
    public MergeType mergeType() {
        return new MergeType.AtomicList(element.mergeType());
    }
}
