package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** JSON that is kept as it is. */
record RawType() implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState reading) {
        return value.deepCopy();
    }

    @Override
    public JsonNode zero() {
        return NullNode.getInstance();
    }

    @Override
    public boolean omits(JsonNode written) {
        return false;
    }

    @Override
    public String goName() {
        return "v1.FieldsV1";
    }

    @Override
    public MergeType mergeType() {
        return MergeType.ANY;
    }
}
