package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Gives the metadata of the resources in an object its form (Kubernetes' {@code objectmeta.Coerce}). */
public final class EmbeddedMetadata {
    private static final StructSchema OBJECT_META = new StructSchema("meta.ObjectMeta", false);

    private final List<String> unknown = new ArrayList<>();

    private EmbeddedMetadata() {}

    /**
     * Decodes the metadata of each resource with {@code x-kubernetes-embedded-resource} in an object.
     *
     * @return the removed fields' paths, such as {@code spec.template.metadata.colour}, in alphabetical order
     * @throws DecodeException when an apiVersion, a kind or metadata have the wrong type
     */
    public static List<String> coerce(ObjectNode object, StructuralSchema schema) {
        EmbeddedMetadata metadata = new EmbeddedMetadata();
        metadata.visit(schema, object, "");
        Collections.sort(metadata.unknown);
        return metadata.unknown;
    }

    private void visit(StructuralSchema schema, JsonNode value, String path) {
        if (value instanceof ObjectNode object && schema.extensions().embeddedResource()) {
            resource(object, path.isEmpty() ? "" : path + ".");
        }
        SchemaTraversal.children(schema, value, path, this::visit);
    }

    private void resource(ObjectNode resource, String prefix) {
        for (String name : List.of("apiVersion", "kind")) {
            JsonNode value = resource.path(name);
            if (!value.isMissingNode() && !value.isTextual()) {
                throw wrong(prefix + name, value, "must be a string");
            }
        }
        JsonNode metadata = resource.path("metadata");
        if (metadata.isMissingNode()) {
            return;
        }
        if (!(metadata instanceof ObjectNode sent)) {
            String type = GoFormat.jsonType(metadata);
            throw wrong(
                    prefix + "metadata",
                    metadata,
                    "json: cannot unmarshal " + type + " into Go value of type v1.ObjectMeta");
        }
        try {
            var decoded = OBJECT_META.decode(sent);
            decoded.unknownFields().forEach(field -> unknown.add(prefix + "metadata." + field));
            if (decoded.object().path("creationTimestamp").isNull()) {
                decoded.object().remove("creationTimestamp");
            }
            resource.set("metadata", decoded.object());
        } catch (DecodeException wrong) {
            throw wrong(prefix + "metadata", metadata, String.valueOf(wrong.getMessage()));
        }
    }

    private static DecodeException wrong(String field, JsonNode value, String detail) {
        return new DecodeException(field + ": Invalid value: " + GoFormat.badValue(value) + ": " + detail);
    }
}
