package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the types that field managers use from a version's schema (apimachinery's {@code typeconverter.go}). */
final class CustomResourceMergeType {
    private static final MergeType OBJECT_META = new StructSchema("meta.ObjectMeta", false).mergeType();

    private CustomResourceMergeType() {}

    /** The type of whole objects, which have kind, apiVersion and metadata besides what the schema says. */
    static MergeType of(StructuralSchema schema, boolean preservesUnknownFields) {
        Map<String, MergeType> fields = fields(schema);
        fields.put("apiVersion", MergeType.STRING);
        fields.put("kind", MergeType.STRING);
        fields.put("metadata", OBJECT_META);
        boolean open = preservesUnknownFields || schema.extensions().preserveUnknownFields();
        return new Fields(fields, open ? MergeType.ANY : null);
    }

    private static Map<String, MergeType> fields(StructuralSchema schema) {
        Map<String, MergeType> fields = new HashMap<>();
        schema.properties().forEach((name, property) -> fields.put(name, type(property)));
        return fields;
    }

    private static MergeType type(StructuralSchema schema) {
        if (schema.extensions().intOrString()) {
            return MergeType.UNTYPED;
        }
        return switch (schema.type()) {
            case "object" -> object(schema);
            case "array" -> list(schema);
            case "string" -> MergeType.STRING;
            case "boolean" -> new MergeType.Scalar(MergeType.ScalarKind.BOOLEAN);
            case "integer", "number" -> new MergeType.Scalar(MergeType.ScalarKind.NUMERIC);
            default -> MergeType.ANY;
        };
    }

    private static MergeType object(StructuralSchema schema) {
        Map<String, MergeType> fields = fields(schema);
        StructuralSchema additional = schema.additionalProperties();
        MergeType other = null;
        if (schema.extensions().embeddedResource()) {
            fields.putIfAbsent("apiVersion", MergeType.STRING);
            fields.putIfAbsent("kind", MergeType.STRING);
            fields.put("metadata", OBJECT_META);
        }
        if (additional != null) {
            other = type(additional);
        } else if (schema.extensions().preserveUnknownFields()
                || Boolean.TRUE.equals(schema.allowsAdditionalProperties())) {
            other = MergeType.ANY;
        }
        MergeType type = new Fields(fields, other);
        return schema.extensions().mapType().equals("atomic") ? type.asWhole() : type;
    }

    private static MergeType list(StructuralSchema schema) {
        StructuralSchema items = schema.items();
        MergeType item = items == null ? MergeType.ANY : type(items);
        return switch (schema.extensions().listType()) {
            case "set" -> new MergeType.SetList(item);
            case "map" -> {
                Map<String, @Nullable JsonNode> keys = new TreeMap<>();
                for (String key : schema.extensions().listMapKeys()) {
                    StructuralSchema field =
                            items == null ? null : items.properties().get(key);
                    keys.put(key, field == null ? null : field.defaultValue());
                }
                yield new MergeType.MapList(keys, item);
            }
            default -> new MergeType.AtomicList(item);
        };
    }

    /**
     * An object's fields.
     *
     * @param other the type of a field that has no name in the schema, or null when there are none
     */
    private record Fields(
            Map<String, MergeType> fields, @Nullable MergeType other) implements MergeType.Granular {
        @Override
        public MergeType field(String name) {
            MergeType declared = fields.get(name);
            if (declared != null) {
                return declared;
            }
            return other == null ? UNDECLARED : other;
        }

        @Override
        public boolean declares(String name) {
            return fields.containsKey(name);
        }
    }
}
