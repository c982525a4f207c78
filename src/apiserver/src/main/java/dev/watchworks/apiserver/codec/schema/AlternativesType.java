package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/**
 * A value of one of two types, such as a schema or a boolean ({@code JSONSchemaPropsOrBool}). One is an object, the other
 * a boolean or a list.
 */
record AlternativesType(ValueType first, ValueType second) implements ValueType {
    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (value.isObject()) {
            return (isStruct(first) ? first : second).read(value, state);
        }
        ValueType other = isStruct(first) ? second : first;
        boolean isList = other instanceof ListType;
        if (isList ? value.isArray() : value.isBoolean()) {
            return other.read(value, state);
        }
        if (!isList) {
            state.saveError("boolean or JSON schema expected");
        }
        // Go ignores a value that is neither a schema nor a list.
        return zero();
    }

    private static boolean isStruct(ValueType type) {
        return type instanceof StructType;
    }

    /** The type of a value that has been read. */
    ValueType typeOf(JsonNode value) {
        return value.isObject() == isStruct(first) ? first : second;
    }

    @Override
    public JsonNode zero() {
        return NullNode.getInstance();
    }

    @Override
    public String goName() {
        return "v1.JSONSchemaPropsOr" + (isStruct(first) ? "Array" : "Bool");
    }

    @Override
    public MergeType mergeType() {
        return MergeType.ANY;
    }
}
