package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** What a value in an object is: how it is read, and how it is written when there is nothing to say. */
sealed interface ValueType
        permits BytesType,
                IntOrStringType,
                ListType,
                MapType,
                PointerType,
                QuantityType,
                RawType,
                ScalarType,
                StructType,
                TimeType {

    /** Returns the value as the API writes it and records mistakes in {@code reading}; the value is never a JSON null. */
    JsonNode read(JsonNode value, DecodeState reading);

    /** What stands for a value that is not there, where something has to stand. */
    default JsonNode zero() {
        return NullNode.getInstance();
    }

    /** Whether an optional field with this value is left out. */
    default boolean omits(JsonNode written) {
        return false;
    }

    /** Whether an optional field is left out when it is not there at all; false for what is written even so. */
    default boolean omitsAbsent() {
        return true;
    }

    /** The type's name in messages, such as {@code int32} or {@code []v1.Container}. */
    String goName();

    /** The type of the elements of a list or map or of a pointer's target, however deep; otherwise the type itself. */
    default ValueType innermost() {
        return this;
    }

    /** How field managers share its parts, unless a field of this type says otherwise. */
    default MergeType mergeType() {
        return MergeType.SCALAR;
    }
}
