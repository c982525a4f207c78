package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import java.util.Map;

/** Removes fields from an object (structured-merge-diff's {@code typed/remove.go}). */
final class RemovingWalker {
    private RemovingWalker() {}

    /**
     * Returns the value without some of its fields; parts that stay are shared with the argument. A value without parts
     * left becomes null, as in the original.
     */
    static JsonNode remove(MergeType structure, JsonNode value, FieldSet fields) {
        if (structure instanceof MergeType.Granular granular) {
            return value.isContainerNode() || value.isNull() ? fields(granular, value, fields) : value;
        }
        if (structure instanceof MergeType.MapList || structure instanceof MergeType.SetList) {
            return items(structure, value, fields);
        }
        boolean isComposed = structure instanceof MergeType.AtomicList || structure instanceof MergeType.AtomicMap;
        return isComposed ? NullNode.getInstance() : value;
    }

    private static JsonNode fields(MergeType.Granular structure, JsonNode value, FieldSet fields) {
        ObjectNode kept = Json.object();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            PathElement element = PathElement.field(field.getKey());
            if (!fields.hasMember(element)) {
                FieldSet below = fields.withPrefix(element);
                JsonNode part = field.getValue();
                kept.set(field.getKey(), below.isEmpty() ? part : remove(structure.field(field.getKey()), part, below));
            }
        }
        return kept.isEmpty() ? NullNode.getInstance() : kept;
    }

    private static JsonNode items(MergeType list, JsonNode value, FieldSet fields) {
        ArrayNode kept = Json.array();
        for (JsonNode item : value) {
            PathElement element = PathElement.ofItem(list, item);
            if (!fields.hasMember(element)) {
                FieldSet below = fields.withPrefix(element);
                kept.add(below.isEmpty() ? item : remove(element.of(list), item, below));
            }
        }
        return kept.isEmpty() ? NullNode.getInstance() : kept;
    }
}
