package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON that is stored unchanged. */
record RawType() implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        return value.deepCopy();
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
