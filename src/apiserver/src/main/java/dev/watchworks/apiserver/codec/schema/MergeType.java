package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of a value as field managers see it: which values fit, and how managers share its parts. It is the schema of
 * structured-merge-diff, made from OpenAPI's types and from {@code x-kubernetes-list-type}, {@code -list-map-keys} and
 * {@code -map-type}.
 */
public sealed interface MergeType {

    /** The JSON types of a scalar. */
    enum ScalarKind {
        NUMERIC,
        STRING,
        BOOLEAN,
        /** Any scalar, such as a quantity or a time. */
        UNTYPED
    }

    /** A value without parts. */
    record Scalar(ScalarKind type) implements MergeType {}

    /** A list that is managed as a whole. */
    record AtomicList(MergeType item) implements MergeType {}

    /** A map or struct that is managed as a whole. */
    record AtomicMap(Granular fields) implements MergeType {}

    /** A map or struct whose fields are managed one by one. */
    non-sealed interface Granular extends MergeType {
        /** The type of a field's value; {@link #UNDECLARED} when the struct has no such field. */
        MergeType field(String name);

        /** Whether this is a field of a struct; the keys of a map are not declared. */
        default boolean declares(String name) {
            return false;
        }
    }

    /** A list whose items are managed one by one; the item's value identifies it. */
    record SetList(MergeType item) implements MergeType {}

    /**
     * A list whose items are managed one by one; some of its fields identify an item.
     *
     * @param keys the sorted names of those fields, each with its default value, or null
     */
    record MapList(Map<String, @Nullable JsonNode> keys, MergeType item) implements MergeType {}

    /** The type of a field that a struct does not have. */
    record Undeclared() implements MergeType {}

    /** A text. */
    MergeType STRING = new Scalar(ScalarKind.STRING);

    /** A value of any JSON type without parts. */
    MergeType UNTYPED = new Scalar(ScalarKind.UNTYPED);

    /** The type of a field that a struct does not have. */
    MergeType UNDECLARED = new Undeclared();

    /** A value of any type: objects are managed field by field, other values as a whole. */
    MergeType ANY = (Granular) name -> MergeType.ANY;

    /** The same type, managed as a whole. */
    default MergeType asWhole() {
        return this instanceof Granular fields ? new AtomicMap(fields) : this;
    }
}
