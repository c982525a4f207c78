package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The fields of one kind's objects. */
public interface ObjectSchema {

    /**
     * Reads a body as an object of this kind and gives it back as a real server would write it: unknown fields dropped,
     * empty values left out where the API leaves them out, quantities in their canonical form. The argument is not
     * changed.
     *
     * @throws DecodeException when a value has the wrong type
     */
    Decoded decode(ObjectNode body);

    /** Fills in the constant defaults of an object as read. */
    default void applyDefaults(ObjectNode object) {}

    /**
     * An object of this kind that the server has changed, with the fields in the order and form in which they are stored.
     * Nothing is checked or converted; the argument is not changed, and may be the result.
     */
    ObjectNode encode(ObjectNode object);

    /** The object with no field set, as a bookmark carries it, without kind, apiVersion and metadata's content. */
    ObjectNode zeroValue();

    /** The object with no field set, as it is before a client has filled it in. */
    default ObjectNode emptyObject() {
        return zeroValue();
    }

    /** How the object's fields are merged by a strategic merge patch. */
    PatchMeta root();

    /** How field managers share the object's parts. */
    MergeType mergeType();

    /**
     * An object as read.
     *
     * @param object what to store
     * @param unknownFields paths of the fields that were dropped, such as {@code spec.containers[0].colour}, in order
     */
    record Decoded(ObjectNode object, List<String> unknownFields) {}

    /** Takes any field, as for a custom resource that keeps unknown fields; cannot be patched strategically. */
    ObjectSchema OPEN = new ObjectSchema() {
        @Override
        public Decoded decode(ObjectNode body) {
            return new Decoded(body.deepCopy(), List.of());
        }

        @Override
        public ObjectNode encode(ObjectNode object) {
            return object;
        }

        @Override
        public ObjectNode zeroValue() {
            return JsonNodeFactory.instance.objectNode();
        }

        @Override
        public PatchMeta root() {
            return PatchMeta.UNKNOWN;
        }

        @Override
        public MergeType mergeType() {
            return MergeType.ANY;
        }
    };
}
