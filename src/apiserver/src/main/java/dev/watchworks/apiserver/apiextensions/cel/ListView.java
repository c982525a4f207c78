package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** A list in JSON; items are made when they are read. */
final class ListView extends AbstractList<Object> implements RandomAccess {
    private final JsonNode list;
    private final StructuralSchema schema;

    ListView(JsonNode list, StructuralSchema schema) {
        this.list = list;
        this.schema = schema;
    }

    /** Whether the list is a set or a map. */
    boolean isUnordered() {
        return schema.extensions().listType().equals("set")
                || schema.extensions().listType().equals("map");
    }

    /** The names of the fields that identify the items of a map, as expressions write them. */
    List<String> keys() {
        return schema.extensions().listMapKeys().stream()
                .map(key -> Objects.requireNonNullElse(EscapedName.of(key), key))
                .toList();
    }

    @Override
    public Object get(int index) {
        return SchemaValues.of(list.get(index), schema.items());
    }

    @Override
    public int size() {
        return list.size();
    }
}
