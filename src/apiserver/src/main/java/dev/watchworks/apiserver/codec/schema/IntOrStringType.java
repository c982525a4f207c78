package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.watchworks.apiserver.golang.GoFormat;

/** An integer or a text, such as a port, the name of a port or {@code 25%}. */
record IntOrStringType() implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (value.isTextual()) {
            return value;
        }
        if (value.isIntegralNumber() && value.canConvertToInt()) {
            return IntNode.valueOf(value.intValue());
        }
        String shape = value.isNumber() ? "number " + value.asText() : GoFormat.jsonType(value);
        state.mismatch(shape, "int32");
        return zero();
    }

    @Override
    public JsonNode zero() {
        return IntNode.valueOf(0);
    }

    @Override
    public boolean omitsAbsent() {
        return false;
    }

    @Override
    public String goName() {
        return "intstr.IntOrString";
    }

    /** OpenAPI has no type for it. */
    @Override
    public MergeType mergeType() {
        return MergeType.ANY;
    }
}
