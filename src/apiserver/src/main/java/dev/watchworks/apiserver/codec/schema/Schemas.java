package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.metrics.RequestMetrics;
import java.util.function.Consumer;

/** The schemas of the kinds that Kubernetes has built in. */
public final class Schemas {
    private static final String METADATA = "metadata";
    private static final String MANAGED_FIELDS = "managedFields";

    private Schemas() {}

    /**
     * The schema of a kind by its name in {@code types.txt}, such as {@code core.Pod} or {@code apps.Deployment}. Nothing
     * is read before it is used.
     */
    public static ObjectSchema of(String name) {
        return new Known(name, object -> {});
    }

    /**
     * The same for a kind with a number of replicas, which a real server holds in a form that always has one: an object
     * without fields has 0 of them.
     */
    public static ObjectSchema withReplicas(String name) {
        return new Known(name, object -> {
            ObjectNode spec = JsonNodeFactory.instance.objectNode().put("replicas", 0);
            object.set("spec", spec.setAll((ObjectNode) object.path("spec")));
        });
    }

    private record Known(String name, Consumer<ObjectNode> fillZeroValue) implements ObjectSchema {

        private StructType type() {
            return TypeDefinitions.get().struct(name);
        }

        @Override
        public Decoded decode(ObjectNode body) {
            RequestMetrics.SCHEMA_DECODES.increment();
            DecodeState reading = new DecodeState();
            JsonNode object = type().read(body, reading);
            reading.throwMistake();
            keepReset(body, (ObjectNode) object);
            return new Decoded((ObjectNode) object, reading.unknownFields());
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
            fillZeroValue.accept(zero);
            return zero;
        }

        @Override
        public ObjectNode emptyObject() {
            return type().zero();
        }

        @Override
        public PatchMeta root() {
            return new Root(type());
        }

        @Override
        public MergeType mergeType() {
            return type().mergeType();
        }
    }

    private record Root(StructType type) implements PatchMeta {

        @Override
        public boolean merges() {
            return false;
        }

        @Override
        public boolean retainsKeys() {
            return false;
        }

        @Override
        public String mergeKey() {
            return "";
        }

        @Override
        public PatchMeta field(String name) {
            return StructType.FieldLookup.fieldOf(type, name);
        }
    }
}
