package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How field managers share the parts of a value: OpenAPI's {@code x-kubernetes-list-type}, {@code -list-map-keys} and
 * {@code -map-type}.
 */
public sealed interface MergeType {

    /**
     * A value that is managed as a whole.
     *
     * @param isComposed true for an atomic list, map or struct, false for a scalar
     */
    record Atomic(boolean isComposed) implements MergeType {}

    /** A map or struct whose fields are managed one by one. */
    non-sealed interface Granular extends MergeType {
        /** The merge type of a field's value. */
        MergeType field(String name);
    }

    /** A list whose items are managed one by one; the item's value identifies it. */
    record SetList() implements MergeType {}

    /**
     * A list whose items are managed one by one; some of its fields identify an item.
     *
     * @param keys the sorted names of those fields, each with its default value, or null
     */
    record MapList(Map<String, @Nullable JsonNode> keys, MergeType item) implements MergeType {}

    /** A value without parts. */
    MergeType SCALAR = new Atomic(false);

    /** An atomic list, map or struct. */
    MergeType ATOMIC = new Atomic(true);

    /** A list that is a set. */
    MergeType DISTINCT = new SetList();

    /** A value of any type: objects are managed field by field, other values as a whole. */
    MergeType ANY = (Granular) name -> MergeType.ANY;
}
