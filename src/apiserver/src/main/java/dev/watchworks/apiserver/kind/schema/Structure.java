package dev.watchworks.apiserver.kind.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of a value are told apart when it matters who manages which: what OpenAPI documents say by {@code
 * x-kubernetes-list-type}, {@code -list-map-keys} and {@code -map-type}.
 */
public sealed interface Structure {

    /**
     * A value that is managed as a whole.
     *
     * @param isComposed whether it has parts all the same, as an atomic list, map or struct and unlike a scalar
     */
    record Whole(boolean isComposed) implements Structure {}

    /** A map or struct whose fields are managed one by one. */
    non-sealed interface Fields extends Structure {
        /** What a field holds. */
        Structure field(String name);
    }

    /** A list whose items are managed one by one and told apart by themselves. */
    record Distinct() implements Structure {}

    /**
     * A list whose items are managed one by one and told apart by some of their fields.
     *
     * @param keys the names of those fields in order, each with the value that stands for none, or null
     */
    record Keyed(Map<String, @Nullable JsonNode> keys, Structure item) implements Structure {}

    /** A value without parts. */
    Structure SCALAR = new Whole(false);

    /** An atomic list, map or struct. */
    Structure ATOMIC = new Whole(true);

    /** A list that is a set. */
    Structure DISTINCT = new Distinct();

    /** A value of any type: objects are managed field by field, all else as a whole. */
    Structure ANY = (Fields) name -> Structure.ANY;
}
