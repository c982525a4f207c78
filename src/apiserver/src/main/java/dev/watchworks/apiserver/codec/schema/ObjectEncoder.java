package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Returns objects in the form that Go's encoder writes: fields in the schema's order, empty ones left out where the API
 * leaves them out. It checks and converts nothing, and shares parts that are in this form already.
 */
final class ObjectEncoder {
    private ObjectEncoder() {}

    static JsonNode encode(ValueType type, JsonNode value) {
        if (type instanceof PointerType pointer) {
            return encode(pointer.target(), value);
        }
        if (type instanceof AlternativesType alternatives) {
            return encode(alternatives.typeOf(value), value);
        }
        if (type instanceof StructType struct && value instanceof ObjectNode object) {
            return struct(struct, object);
        }
        if (type instanceof ListType list && value instanceof ArrayNode array) {
            return list(list, array);
        }
        if (type instanceof MapType map && value instanceof ObjectNode object) {
            return map(map, object);
        }
        // As the decoder does, because an IntNode never equals a LongNode.
        boolean isSmall = type instanceof ScalarType && value.isLong() && value.canConvertToInt();
        return isSmall ? IntNode.valueOf(value.intValue()) : value;
    }

    private static JsonNode struct(StructType type, ObjectNode object) {
        Map<String, JsonNode> encoded = null;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            StructType.Field field = type.fields().get(entry.getKey());
            JsonNode value = entry.getValue();
            JsonNode form = field == null || value.isNull() ? value : encode(field.type(), value);
            if (form != value) {
                encoded = encoded == null ? new HashMap<>() : encoded;
                encoded.put(entry.getKey(), form);
            }
        }
        if (encoded == null && isInForm(type, object)) {
            return object;
        }
        Map<String, JsonNode> found = encoded == null ? new HashMap<>() : encoded;
        object.properties().forEach(entry -> {
            if (!entry.getValue().isNull()) {
                found.putIfAbsent(entry.getKey(), entry.getValue());
            }
        });
        return type.write(found);
    }

    /** Whether the present fields are in the schema's order, none is missing and none must be left out. */
    private static boolean isInForm(StructType type, ObjectNode object) {
        Iterator<Map.Entry<String, JsonNode>> entries = object.fields();
        Map.Entry<String, JsonNode> entry = entries.hasNext() ? entries.next() : null;
        for (StructType.Field field : type.fields().values()) {
            if (entry == null || !entry.getKey().equals(field.name())) {
                if (field.writtenWhenAbsent()) {
                    return false;
                }
                continue;
            }
            JsonNode value = entry.getValue();
            boolean isWritten = value.isNull()
                    ? field.writtenWhenAbsent() && field.type().zero().isNull()
                    : field.isWritten(value);
            if (!isWritten) {
                return false;
            }
            entry = entries.hasNext() ? entries.next() : null;
        }
        return entry == null;
    }

    private static JsonNode list(ListType type, ArrayNode array) {
        ArrayNode encoded = null;
        for (int index = 0; index < array.size(); index++) {
            JsonNode value = array.get(index);
            JsonNode form = encode(type.element(), value);
            if (form != value) {
                encoded = encoded == null ? JsonNodeFactory.instance.arrayNode().addAll(array) : encoded;
                encoded.set(index, form);
            }
        }
        return encoded == null ? array : encoded;
    }

    private static JsonNode map(MapType type, ObjectNode object) {
        List<String> keys = new ArrayList<>(object.size());
        boolean isInForm = true;
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            isInForm &= encode(type.element(), entry.getValue()) == entry.getValue();
            isInForm &= keys.isEmpty() || keys.get(keys.size() - 1).compareTo(entry.getKey()) < 0;
            keys.add(entry.getKey());
        }
        if (isInForm) {
            return object;
        }
        Collections.sort(keys);
        ObjectNode encoded = JsonNodeFactory.instance.objectNode();
        keys.forEach(key -> encoded.set(key, encode(type.element(), object.path(key))));
        return encoded;
    }
}
