package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** The type of a value in an object: how it is decoded, and how an empty or absent value is written. */
interface ValueType {

    /** Returns the value as the API writes it and records errors in {@code state}; the value is never a JSON null. */
    JsonNode read(JsonNode value, DecodeState state);

    /** The value that is written for an absent one in a place that needs a value. */
    default JsonNode zero() {
        return NullNode.getInstance();
    }

    /** Whether an optional field with this value is left out. */
    default boolean omits(JsonNode written) {
        return false;
    }

    /** Whether an absent optional field is left out; otherwise its {@link #zero} is written. */
    default boolean omitsAbsent() {
        return true;
    }

    /** The type's name in messages, such as {@code int32} or {@code []v1.Container}. */
    String goName();

    /** The type inside lists, maps and pointers, at any depth; otherwise the type itself. */
    default ValueType innermost() {
        return this;
    }

    /** How field managers share the value's parts; the definition of a field can override it. */
    default MergeType mergeType() {
        return MergeType.UNTYPED;
    }
}
