package dev.watchworks.apiserver.apiextensions.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of a schema's values in expressions, with the sizes that decide what a rule costs (apiserver's {@code
 * cel.DeclType}).
 *
 * @param celType the type for the checker
 * @param fields of an object, by their escaped names; empty for other types
 * @param key of a map's keys, or null
 * @param element of the items of a list or the values of a map, or null
 * @param maxElements the most characters, bytes, items or values
 * @param minSerializedSize the fewest bytes of a value in JSON
 */
record DeclType(
        CelType celType,
        Map<String, DeclType> fields,
        @Nullable DeclType key,
        @Nullable DeclType element,
        long maxElements,
        long minSerializedSize) {
    static final int MIN_STRING_SIZE = 2;
    static final DeclType BOOL = simple(SimpleType.BOOL, 0, 4);
    static final DeclType DOUBLE = simple(SimpleType.DOUBLE, 0, 1);
    static final DeclType INT = simple(SimpleType.INT, 0, 1);

    /** The keys of maps; the real server estimates their length as 0. */
    private static final DeclType KEY = simple(SimpleType.STRING, 0, MIN_STRING_SIZE);

    private static final int EMPTY_SIZE = 2;

    static DeclType simple(CelType type, long maxElements, long minSize) {
        return new DeclType(type, Map.of(), null, null, maxElements, minSize);
    }

    static DeclType list(DeclType items, long maxItems) {
        return new DeclType(ListType.create(items.celType), Map.of(), null, items, maxItems, EMPTY_SIZE);
    }

    static DeclType map(DeclType values, long maxProperties) {
        CelType type = MapType.create(SimpleType.STRING, values.celType);
        return new DeclType(type, Map.of(), KEY, values, maxProperties, EMPTY_SIZE);
    }

    static DeclType object(String name, Map<String, DeclType> fields, long minSize) {
        ImmutableMap<String, CelType> types = fields.entrySet().stream()
                .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, field -> field.getValue().celType));
        CelType type = StructType.create(name, types.keySet(), field -> Optional.ofNullable(types.get(field)));
        return new DeclType(type, fields, null, null, 0, minSize);
    }
}
