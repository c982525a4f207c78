package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes the fields that a schema does not have (Kubernetes' {@code schema/pruning}). */
public final class Pruner {
    private static final Set<String> META_FIELDS = Set.of("apiVersion", "kind", "metadata");

    private final List<String> pruned = new ArrayList<>();

    private Pruner() {}

    /**
     * Removes the unknown fields of a custom object, but never its apiVersion, kind and metadata.
     *
     * @return the removed fields' paths, such as {@code spec.colours[0].shade}, in alphabetical order
     */
    public static List<String> prune(ObjectNode object, StructuralSchema schema) {
        return pruneValue(object, schema.asEmbeddedResource());
    }

    /** The same for a part of an object, which has no metadata unless the schema says so. */
    static List<String> pruneValue(JsonNode value, StructuralSchema schema) {
        Pruner pruner = new Pruner();
        pruner.prune(value, schema, "");
        Collections.sort(pruner.pruned);
        return pruner.pruned;
    }

    private void prune(JsonNode value, @Nullable StructuralSchema schema, String path) {
        if (value instanceof ObjectNode object) {
            if (schema == null) {
                object.fieldNames().forEachRemaining(name -> pruned.add(child(path, name)));
                object.removeAll();
            } else {
                fields(object, schema, path);
            }
        } else if (value instanceof ArrayNode list) {
            boolean preserved = schema != null && schema.extensions().preserveUnknownFields();
            StructuralSchema items = schema == null ? null : schema.items();
            for (int index = 0; index < list.size(); index++) {
                String place = path + "[" + index + "]";
                if (!preserved) {
                    prune(list.get(index), items, place);
                } else if (items != null) {
                    keepUnknown(list.get(index), items, place);
                }
            }
        }
    }

    /** Fields below a preserving list are known to its items, and all others are kept. */
    private void keepUnknown(JsonNode value, StructuralSchema schema, String path) {
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                knownField(member, schema, child(path, member.getKey()));
            }
        } else if (value instanceof ArrayNode list && schema.items() != null) {
            for (int index = 0; index < list.size(); index++) {
                keepUnknown(list.get(index), schema.items(), path + "[" + index + "]");
            }
        }
    }

    private void fields(ObjectNode object, StructuralSchema schema, String path) {
        for (Iterator<Map.Entry<String, JsonNode>> members = object.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = member.getKey();
            boolean known = knownField(member, schema, child(path, name));
            if (!known && !schema.extensions().preserveUnknownFields()) {
                if (!META_FIELDS.contains(name) || !path.isEmpty()) {
                    pruned.add(child(path, name));
                }
                members.remove();
            }
        }
    }

    /** Prunes a field's value; false when the schema does not have the field. */
    private boolean knownField(Map.Entry<String, JsonNode> member, StructuralSchema schema, String path) {
        String name = member.getKey();
        if (schema.extensions().embeddedResource() && META_FIELDS.contains(name)) {
            return true;
        }
        StructuralSchema property = schema.properties().get(name);
        boolean additional = property == null && schema.allowsAdditionalProperties() != null;
        if (property == null && !additional) {
            return false;
        }
        prune(member.getValue(), additional ? schema.additionalProperties() : property, path);
        return true;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
