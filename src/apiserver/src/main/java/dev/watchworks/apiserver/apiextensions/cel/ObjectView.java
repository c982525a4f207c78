package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object or map in JSON. An object's fields have their escaped names; values are made when they are read. */
final class ObjectView extends AbstractMap<String, Object> {
    private static final StructuralSchema META_FIELDS = StructuralSchema.parse(Json.read("""
            {"properties":{"apiVersion":{"type":"string"},"kind":{"type":"string"},"metadata":{"type":"object",
            "properties":{"name":{"type":"string"},"generateName":{"type":"string"}}}}}"""));

    private final JsonNode object;
    private final StructuralSchema schema;
    private final boolean isMap;
    private final boolean isResource;
    private final Map<String, Object> read = new HashMap<>();

    /** @param isResource whether expressions can use apiVersion, kind and the names in metadata */
    ObjectView(JsonNode object, StructuralSchema schema, boolean isResource) {
        this.object = object;
        this.schema = schema;
        this.isResource = isResource;
        this.isMap = schema.properties().isEmpty() && schema.additionalProperties() != null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && find(name) != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        if (!(key instanceof String name)) {
            return null;
        }
        Object known = read.get(name);
        if (known != null) {
            return known;
        }
        String property = find(name);
        JsonNode value = property == null ? null : object.get(property);
        if (property == null || value == null) {
            return null;
        }
        Object converted = SchemaValues.of(value, field(property));
        read.put(name, converted);
        return converted;
    }

    private @Nullable StructuralSchema field(String property) {
        StructuralSchema meta = isResource ? META_FIELDS.properties().get(property) : null;
        return meta == null ? schema.field(property) : meta;
    }

    /** The property's own name; null when the object does not have it. */
    private @Nullable String find(String name) {
        if (isMap || !name.startsWith("__") && !name.contains("__")) {
            return object.has(name) ? name : null;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (name.equals(EscapedName.of(member.getKey()))) {
                return member.getKey();
            }
        }
        return null;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return object.propertyStream()
                        .map(member -> {
                            Object value = SchemaValues.of(member.getValue(), field(member.getKey()));
                            return (Entry<String, Object>) new SimpleImmutableEntry<>(name(member.getKey()), value);
                        })
                        .iterator();
            }

            @Override
            public int size() {
                return object.size();
            }
        };
    }

    private String name(String property) {
        String escaped = isMap ? property : EscapedName.of(property);
        return escaped == null ? property : escaped;
    }
}
