package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object with known fields. They are read at the first use, because types refer to each other. */
final class StructType implements ValueType {
    private final String qualifiedName;
    private final String name;
    private final boolean isAtomic;
    private final Supplier<List<Field>> definition;
    private volatile @Nullable Map<String, Field> fields;

    /**
     * @param qualifiedName with the package, such as {@code apps.DeploymentSpec}
     * @param isAtomic whether field managers manage it as a whole
     * @param definition the fields in the order in which they are written
     */
    StructType(String qualifiedName, boolean isAtomic, Supplier<List<Field>> definition) {
        this.qualifiedName = qualifiedName;
        this.name = qualifiedName.substring(qualifiedName.indexOf('.') + 1);
        this.isAtomic = isAtomic;
        this.definition = definition;
    }

    /** Its defaults and rules. */
    TypeRules rules() {
        return TypeRules.of(qualifiedName);
    }

    Map<String, Field> fields() {
        Map<String, Field> known = fields;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Field field : definition.get()) {
                known.put(field.name(), field);
            }
            fields = known;
        }
        return known;
    }

    @Override
    public JsonNode read(JsonNode value, DecodeState state) {
        if (!(value instanceof ObjectNode object)) {
            state.mismatch(value, goName());
            return zero();
        }
        Map<String, JsonNode> found = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Field field = fields().get(entry.getKey());
            if (field == null) {
                state.unknownField(entry.getKey());
            } else if (!entry.getValue().isNull()) {
                found.put(field.name(), state.field(name, field.name(), field.type(), entry.getValue()));
            }
        }
        return write(found);
    }

    /** Returns an object with these fields, in the form that Go's encoder writes. */
    ObjectNode write(Map<String, JsonNode> found) {
        ObjectNode written = JsonNodeFactory.instance.objectNode();
        for (Field field : fields().values()) {
            JsonNode value = found.get(field.name());
            if (value == null && field.writtenWhenAbsent()) {
                written.set(field.name(), field.type().zero());
            } else if (value != null && field.isWritten(value)) {
                written.set(field.name(), value);
            }
        }
        return written;
    }

    @Override
    public ObjectNode zero() {
        return write(Map.of());
    }

    @Override
    public boolean omitsAbsent() {
        return false;
    }

    @Override
    public String goName() {
        return "v1." + name;
    }

    @Override
    public MergeType mergeType() {
        MergeType fields = fieldByField();
        return isAtomic ? fields.asWhole() : fields;
    }

    /** The merge type in a field that is {@code granular}, even when the struct is atomic. */
    MergeType fieldByField() {
        return new GranularStruct(this);
    }

    /** The merge type of a struct whose fields are managed one by one. */
    private record GranularStruct(StructType struct) implements MergeType.Granular {
        @Override
        public MergeType field(String name) {
            Field known = struct.fields().get(name);
            return known == null ? UNDECLARED : known.mergeType();
        }

        @Override
        public boolean declares(String name) {
            return struct.fields().containsKey(name);
        }
    }

    /** The field of the struct that a type holds, or {@link PatchMeta#UNKNOWN}. */
    static PatchMeta field(ValueType type, String name) {
        Field field =
                type.innermost() instanceof StructType struct ? struct.fields().get(name) : null;
        return field == null ? PatchMeta.UNKNOWN : field;
    }

    /** A field with its type, and with the way in which field managers share its parts. */
    record Field(FieldDefinition definition, ValueType type, MergeType mergeType) implements PatchMeta {
        String name() {
            return definition.name();
        }

        boolean writtenWhenAbsent() {
            return definition.always() || (!definition.omitsZero() && !type.omitsAbsent());
        }

        boolean isWritten(JsonNode value) {
            return definition.always() || definition.keepsEmpty() || !type.omits(value);
        }

        @Override
        public boolean merges() {
            return definition.has('m');
        }

        @Override
        public String mergeKey() {
            return definition.option('m');
        }

        @Override
        public boolean retainsKeys() {
            return definition.has('r');
        }

        @Override
        public PatchMeta field(String child) {
            return StructType.field(type, child);
        }
    }
}
