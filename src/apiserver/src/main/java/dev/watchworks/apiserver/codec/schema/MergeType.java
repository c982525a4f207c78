package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of a value are told apart when it matters who manages which: what OpenAPI documents say by {@code
 * x-kubernetes-list-type}, {@code -list-map-keys} and {@code -map-type}.
 */
public sealed interface MergeType {

    /**
     * A value that is managed as a whole.
     *
     * @param isComposed whether it has parts all the same, as an atomic list, map or struct and unlike a scalar
     */
    record Atomic(boolean isComposed) implements MergeType {}

    /** A map or struct whose fields are managed one by one. */
    non-sealed interface Granular extends MergeType {
        /** What a field holds. */
        MergeType field(String name);
    }

    /** A list whose items are managed one by one and told apart by themselves. */
    record SetList() implements MergeType {}

    /**
     * A list whose items are managed one by one and told apart by some of their fields.
     *
     * @param keys the names of those fields in order, each with the value that stands for none, or null
     */
    record MapList(Map<String, @Nullable JsonNode> keys, MergeType item) implements MergeType {}

    /** A value without parts. */
    MergeType SCALAR = new Atomic(false);

    /** An atomic list, map or struct. */
    MergeType ATOMIC = new Atomic(true);

    /** A list that is a set. */
    MergeType DISTINCT = new SetList();

    /** A value of any type: objects are managed field by field, all else as a whole. */
    MergeType ANY = (Granular) name -> MergeType.ANY;
}
