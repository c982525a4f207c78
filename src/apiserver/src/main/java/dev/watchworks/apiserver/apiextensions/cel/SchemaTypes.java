package dev.watchworks.apiserver.apiextensions.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The object types in a schema, by name. */
final class SchemaTypes implements CelTypeProvider {
    private final ImmutableMap<String, CelType> types;

    SchemaTypes(DeclType root) {
        Map<String, CelType> found = new LinkedHashMap<>();
        collect(root, found);
        types = ImmutableMap.copyOf(found);
    }

    private static void collect(@Nullable DeclType type, Map<String, CelType> types) {
        if (type == null) {
            return;
        }
        if (type.celType() instanceof StructType object) {
            types.put(object.name(), object);
        }
        type.fields().values().forEach(field -> collect(field, types));
        collect(type.element(), types);
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return types.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(types.get(name));
    }
}
