package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.util.List;

/**
 * The fields of one kind's objects. Nothing is read before the first use.
 *
 * @param name the kind's name in {@code types.txt}, such as {@code core.Pod} or {@code apps.Deployment}
 * @param hasReplicas whether the zero value has {@code spec.replicas: 0}, because the real server's type for the kind
 *     always has a number of replicas
 */
public record ObjectSchema(String name, boolean hasReplicas) {
    private static final String METADATA = "metadata";
    private static final String MANAGED_FIELDS = "managedFields";

    /**
     * An object as read.
     *
     * @param object the object to store
     * @param unknownFields paths of the fields that were dropped, such as {@code spec.containers[0].colour}, in order
     */
    public record Decoded(ObjectNode object, List<String> unknownFields) {}

    private StructType type() {
        return TypeDefinitions.get().struct(name);
    }

    /**
     * Reads a body as an object of this kind and returns it as a real server would write it: unknown fields dropped,
     * empty values left out where the API leaves them out, quantities in their canonical form. The argument is not
     * changed.
     *
     * @throws DecodeException when a value has the wrong type
     */
    public Decoded decode(ObjectNode body) {
        RequestMetrics.SCHEMA_DECODES.increment();
        DecodeState state = new DecodeState();
        JsonNode object = type().read(body, state);
        state.throwSavedError();
        keepReset(body, (ObjectNode) object);
        return new Decoded((ObjectNode) object, state.unknownFields());
    }

    /** A client sends an empty list of managed fields to clear them; an absent list means nothing. */
    private static void keepReset(ObjectNode body, ObjectNode object) {
        JsonNode sent = body.path(METADATA).path(MANAGED_FIELDS);
        if (sent.isArray() && sent.isEmpty()) {
            object.withObjectProperty(METADATA).putArray(MANAGED_FIELDS);
        }
    }

    /** Fills in the constant defaults of an object as read. */
    public void applyDefaults(ObjectNode object) {
        ObjectDefaulter.apply(type(), object);
    }

    /**
     * Returns an object of this kind with its fields in the order and form in which they are stored. Nothing is
     * checked or converted; the argument is not changed, and may be the result.
     */
    public ObjectNode encode(ObjectNode object) {
        return (ObjectNode) ObjectEncoder.encode(type(), object);
    }

    /** The object with no field set, as a bookmark carries it, without kind, apiVersion and metadata's content. */
    public ObjectNode zeroValue() {
        ObjectNode zero = type().zero();
        if (hasReplicas) {
            ObjectNode spec = JsonNodeFactory.instance.objectNode().put("replicas", 0);
            zero.set("spec", spec.setAll((ObjectNode) zero.path("spec")));
        }
        return zero;
    }

    /** The object with no field set, before a client has set any. */
    public ObjectNode emptyObject() {
        return type().zero();
    }

    /** How a strategic merge patch merges the object's fields. */
    public PatchMeta root() {
        return name -> StructType.field(type(), name);
    }

    /** How field managers share the object's parts. */
    public MergeType mergeType() {
        return type().mergeType();
    }
}
