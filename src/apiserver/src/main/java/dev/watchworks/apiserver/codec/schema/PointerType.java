package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;

/** A value for which empty and absent differ, such as {@code replicas: 0}. */
record PointerType(ValueType target) implements ValueType {

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        return target.read(value, state);
    }

    @Override
    public String goName() {
        return "*" + target.goName();
    }

    @Override
    public ValueType innermost() {
        return target.innermost();
    }

    @Override
    public MergeType mergeType() {
        return target.mergeType();
    }
}
