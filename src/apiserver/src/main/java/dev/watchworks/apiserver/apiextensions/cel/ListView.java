package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list in JSON; items are made when they are read. */
final class ListView extends AbstractList<Object> implements RandomAccess {
    private final JsonNode list;
    private final @Nullable StructuralSchema items;

    ListView(JsonNode list, @Nullable StructuralSchema items) {
        this.list = list;
        this.items = items;
    }

    @Override
    public Object get(int index) {
        return SchemaValues.of(list.get(index), items);
    }

    @Override
    public int size() {
        return list.size();
    }
}
