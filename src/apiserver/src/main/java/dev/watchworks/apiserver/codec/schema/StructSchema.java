package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.metrics.RequestMetrics;

/**
 * The fields of a kind that has a Go type, from {@code types.txt}. Nothing is read before the first use.
 *
 * @param name the kind's name in {@code types.txt}, such as {@code core.Pod} or {@code apps.Deployment}
 * @param hasReplicas whether the zero value has {@code spec.replicas: 0}, because the real server's type for the kind
 *     always has a number of replicas
 */
public record StructSchema(String name, boolean hasReplicas) implements ObjectSchema {
    private static final String METADATA = "metadata";
    private static final String MANAGED_FIELDS = "managedFields";

    private StructType type() {
        return TypeDefinitions.get().struct(name);
    }

    @Override
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

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectDefaulter.apply(type(), object);
    }

    @Override
    public ObjectNode encode(ObjectNode object) {
        return (ObjectNode) ObjectEncoder.encode(type(), object);
    }

    @Override
    public ObjectNode zeroValue() {
        ObjectNode zero = type().zero();
        if (hasReplicas) {
            ObjectNode spec = JsonNodeFactory.instance.objectNode().put("replicas", 0);
            zero.set("spec", spec.setAll((ObjectNode) zero.path("spec")));
        }
        return zero;
    }

    @Override
    public ObjectNode emptyObject() {
        return type().zero();
    }

    @Override
    public PatchMeta root() {
        return name -> StructType.field(type(), name);
    }

    @Override
    public MergeType mergeType() {
        return type().mergeType();
    }
}
