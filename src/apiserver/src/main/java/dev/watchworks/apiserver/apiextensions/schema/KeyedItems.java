package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.golang.GoJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a list with {@code x-kubernetes-list-type: map} by their keys (apiserver's {@code common.MapList}). */
public final class KeyedItems {
    private final List<String> keys;
    private final Map<String, JsonNode> items = new HashMap<>();

    private KeyedItems(List<String> keys) {
        this.keys = keys;
    }

    /** The items of a list; no items when it is not a list or its schema has no keys. */
    public static KeyedItems of(StructuralSchema schema, @Nullable JsonNode list) {
        boolean isMap =
                schema.extensions().listType().equals("map") && schema.type().equals(JsonType.ARRAY);
        KeyedItems found = new KeyedItems(isMap ? schema.extensions().listMapKeys() : List.of());
        if (list != null && list.isArray() && !found.keys.isEmpty()) {
            for (JsonNode item : list) {
                String key = found.key(item);
                if (key != null) {
                    found.items.putIfAbsent(key, item);
                }
            }
        }
        return found;
    }

    /** The item with the same keys as another item, or null. */
    public @Nullable JsonNode get(JsonNode item) {
        String key = keys.isEmpty() ? null : key(item);
        return key == null ? null : items.get(key);
    }

    private @Nullable String key(JsonNode item) {
        var values = Json.array();
        for (String name : keys) {
            JsonNode value = item.get(name);
            if (value == null || value.isNull() || value.isContainerNode()) {
                return null;
            }
            values.add(value);
        }
        return GoJson.marshal(values);
    }
}
