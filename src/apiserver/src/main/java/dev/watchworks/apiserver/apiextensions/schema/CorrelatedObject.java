package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.SemanticEquality;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A value and the stored value in the same place (apiserver's {@code cel/common.CorrelatedObject}). An update may keep
 * what is invalid but not changed. Items of a map list are found by their keys; items of other lists have no place.
 */
final class CorrelatedObject {
    private final JsonNode value;
    private final JsonNode old;
    private final StructuralSchema schema;
    private final Map<Object, CorrelatedObject> children = new HashMap<>();
    private @Nullable KeyedItems oldItems;
    private @Nullable Boolean equal;

    CorrelatedObject(JsonNode value, JsonNode old, StructuralSchema schema) {
        this.value = value;
        this.old = old;
        this.schema = schema;
    }

    /** The field's value, or null when it has no stored counterpart. */
    @Nullable
    CorrelatedObject key(String name) {
        JsonNode newField = value.get(name);
        JsonNode oldField = old.get(name);
        StructuralSchema field = schema.field(name);
        if (!value.isObject() || !old.isObject() || newField == null || oldField == null || field == null) {
            return null;
        }
        return children.computeIfAbsent(name, key -> new CorrelatedObject(newField, oldField, field));
    }

    /** The item's value, or null when it has no stored counterpart. */
    @Nullable
    CorrelatedObject index(int index) {
        StructuralSchema items = schema.items();
        if (!value.isArray() || !old.isArray() || items == null) {
            return null;
        }
        JsonNode item = value.get(index);
        JsonNode oldItem = item == null ? null : oldItems().get(item);
        return oldItem == null
                ? null
                : children.computeIfAbsent(index, key -> new CorrelatedObject(item, oldItem, items));
    }

    private KeyedItems oldItems() {
        if (oldItems == null) {
            oldItems = KeyedItems.of(schema, old);
        }
        return oldItems;
    }

    /** Whether the update leaves the value as it is. */
    boolean isUnchanged() {
        if (equal == null) {
            equal = compare();
        }
        return equal;
    }

    private boolean compare() {
        if (value.isObject() && old.isObject()) {
            return value.size() == old.size()
                    && value.propertyStream().allMatch(member -> isUnchanged(key(member.getKey())));
        }
        boolean isMapList = schema.extensions().listType().equals("map");
        if (value.isArray() && old.isArray() && isMapList) {
            return value.size() == old.size()
                    && IntStream.range(0, value.size()).allMatch(index -> isUnchanged(index(index)));
        }
        return SemanticEquality.deepEqual(value, old);
    }

    /** A part without a place in the schema counts as changed, as on a real server. */
    private static boolean isUnchanged(@Nullable CorrelatedObject part) {
        return part != null && part.isUnchanged();
    }
}
