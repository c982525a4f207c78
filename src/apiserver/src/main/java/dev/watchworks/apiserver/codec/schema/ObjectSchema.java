package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one kind's objects in one version: how they are decoded, stored and merged. */
public interface ObjectSchema {
    /**
     * An object as read.
     *
     * @param object the object to store
     * @param unknownFields paths of the fields that were dropped, such as {@code spec.containers[0].colour}, in order
     */
    record Decoded(ObjectNode object, List<String> unknownFields) {}

    /**
     * Reads a body as an object of this kind and returns it as a real server would write it, for example without unknown
     * fields. The argument is not changed.
     *
     * @throws DecodeException when a value has the wrong type
     */
    Decoded decode(ObjectNode body);

    /** Fills in the constant defaults of an object as read. */
    void applyDefaults(ObjectNode object);

    /**
     * Returns an object of this kind with its fields in the order and form in which clients get them. Nothing is checked;
     * the argument is not changed, and may be the result.
     */
    ObjectNode encode(ObjectNode object);

    /** The object with no field set, as a bookmark carries it, without kind, apiVersion and metadata's content. */
    ObjectNode zeroValue();

    /** The object with no field set, before a client has set any. */
    ObjectNode emptyObject();

    /** How a strategic merge patch merges the object's fields. */
    PatchMeta root();

    /** How field managers share the object's parts. */
    MergeType mergeType();

    /** How field managers share the object's parts in another version of the kind; null when the kind has no such version. */
    default @Nullable MergeType mergeType(String apiVersion) {
        return null;
    }

    /** The schema for OpenAPI documents of a kind without a recorded document; a missing node for other kinds. */
    default JsonNode openApiSchema() {
        return MissingNode.getInstance();
    }

    /** Whether objects are stored in another form than the one that clients get, for example in another version. */
    default boolean convertsStoredObjects() {
        return false;
    }

    /** The stored form of an object; the argument is not changed, and may be the result. */
    default ObjectNode toStorage(ObjectNode object) {
        return object;
    }

    /** The object of a stored form; the argument is not changed, and may be the result. */
    default ObjectNode fromStorage(ObjectNode stored) {
        return stored;
    }
}
