package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;

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

    /** The value as the API writes it; mistakes are noted in {@code reading}. Never asked for a JSON null. */
    JsonNode read(JsonNode value, DecodeState reading);

    /** What stands for a value that is not there, where something has to stand. */
    JsonNode zero();

    /** Whether an optional field with this value is left out. */
    boolean omits(JsonNode written);

    /** Whether an optional field is left out when it is not there at all; false for what is written even so. */
    default boolean omitsAbsent() {
        return true;
    }

    /** The type's name in messages, such as {@code int32} or {@code []v1.Container}. */
    String goName();

    /** What a list, map or pointer holds in the end: the struct whose fields a path goes on to; itself otherwise. */
    default ValueType innermost() {
        return this;
    }

    /** How its parts are told apart when it matters who manages which, unless a field of this type says otherwise. */
    default MergeType structure() {
        return MergeType.SCALAR;
    }
}
