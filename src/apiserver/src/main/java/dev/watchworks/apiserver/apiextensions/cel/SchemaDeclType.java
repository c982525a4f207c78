package dev.watchworks.apiserver.apiextensions.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.SimpleType;
import dev.watchworks.apiserver.apiextensions.schema.StructuralSchema;
import dev.watchworks.apiserver.apiextensions.schema.ValueValidation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the types of expressions from schemas (apiserver's {@code cel/common.SchemaDeclType}). */
final class SchemaDeclType {
    /** The largest body of a request, in bytes. */
    static final long MAX_REQUEST_SIZE = 3 * 1024 * 1024;

    private static final long QUOTES = 2;
    private static final long DATE_SIZE = 12;
    private static final long MIN_DATE_TIME_SIZE = 21;
    private static final long MAX_TIME_SIZE = 32;
    private static final long MIN_DURATION_SIZE = 3;
    private static final DeclType TEXT =
            DeclType.simple(SimpleType.STRING, MAX_REQUEST_SIZE - QUOTES, DeclType.MIN_STRING_SIZE);

    private SchemaDeclType() {}

    /**
     * The type of a schema's values; null when expressions cannot use them.
     *
     * @param isResourceRoot whether the values have apiVersion, kind and metadata
     * @param name of the type, if the values are objects
     */
    static @Nullable DeclType of(StructuralSchema schema, boolean isResourceRoot, String name) {
        ValueValidation rules = schema.validation();
        if (schema.extensions().intOrString()) {
            return DeclType.simple(SimpleType.DYN, bytes(rules, MAX_REQUEST_SIZE - QUOTES), 1);
        }
        return switch (schema.type()) {
            case "array" -> list(schema, name);
            case "object" ->
                schema.additionalProperties() == null
                        ? object(schema, isResourceRoot, name)
                        : map(schema, schema.additionalProperties(), name);
            case "string" -> text(rules);
            case "boolean" -> DeclType.BOOL;
            case "number" -> DeclType.DOUBLE;
            case "integer" -> DeclType.INT;
            default -> null;
        };
    }

    private static @Nullable DeclType list(StructuralSchema schema, String name) {
        StructuralSchema items = schema.items();
        DeclType type = items == null ? null : of(items, items.extensions().embeddedResource(), name + ".@idx");
        if (type == null) {
            return null;
        }
        Long limit = schema.validation().maxItems();
        long fitting = (MAX_REQUEST_SIZE - QUOTES) / (type.minSerializedSize() + 1);
        return DeclType.list(type, limit == null ? fitting : Math.max(0, limit));
    }

    private static @Nullable DeclType map(StructuralSchema schema, StructuralSchema values, String name) {
        DeclType type = of(values, values.extensions().embeddedResource(), name + ".@elem");
        if (type == null) {
            return null;
        }
        Long limit = schema.validation().maxProperties();
        // a pair has two quotes, a colon, a comma and a shortest value
        long fitting = (MAX_REQUEST_SIZE - QUOTES) / (type.minSerializedSize() + 6);
        return DeclType.map(type, limit == null ? fitting : Math.max(0, limit));
    }

    private static DeclType object(StructuralSchema schema, boolean isResourceRoot, String name) {
        Map<String, DeclType> fields = new LinkedHashMap<>();
        long size = 2;
        for (Map.Entry<String, StructuralSchema> property : schema.properties().entrySet()) {
            StructuralSchema field = property.getValue();
            String escaped = EscapedName.of(property.getKey());
            DeclType type = of(field, field.extensions().embeddedResource(), name + "." + escaped);
            if (type == null) {
                continue;
            }
            if (escaped != null) {
                fields.put(escaped, type);
            }
            boolean isRequired = schema.validation().required().contains(property.getKey());
            if (isRequired && field.defaultValue() == null) {
                size += property.getKey().length() + type.minSerializedSize() + 4;
            }
        }
        if (isResourceRoot && !describesMetadata(schema)) {
            fields.put("kind", TEXT);
            fields.put("apiVersion", TEXT);
            Map<String, DeclType> names = Map.of("name", TEXT, "generateName", TEXT);
            fields.put("metadata", DeclType.object(name + ".metadata", names, 2));
        }
        return DeclType.object(name, fields, size);
    }

    private static boolean describesMetadata(StructuralSchema schema) {
        StructuralSchema metadata = schema.properties().get("metadata");
        return isText(schema, "kind")
                && isText(schema, "apiVersion")
                && metadata != null
                && isText(metadata, "name")
                && isText(metadata, "generateName");
    }

    private static boolean isText(StructuralSchema schema, String name) {
        StructuralSchema property = schema.properties().get(name);
        return property != null && property.type().equals("string");
    }

    private static DeclType text(ValueValidation rules) {
        return switch (rules.format()) {
            case "byte" -> {
                Long limit = rules.maxLength();
                long size = limit == null ? MAX_REQUEST_SIZE - QUOTES : Math.max(0, limit);
                yield DeclType.simple(SimpleType.BYTES, size, DeclType.MIN_STRING_SIZE);
            }
            case "duration" -> DeclType.simple(SimpleType.DURATION, MAX_TIME_SIZE, MIN_DURATION_SIZE);
            case "date" -> DeclType.simple(SimpleType.TIMESTAMP, DATE_SIZE, DATE_SIZE);
            case "date-time" -> DeclType.simple(SimpleType.TIMESTAMP, MAX_TIME_SIZE, MIN_DATE_TIME_SIZE);
            default -> DeclType.simple(SimpleType.STRING, bytes(rules, longestValue(rules)), DeclType.MIN_STRING_SIZE);
        };
    }

    /** A character has up to four bytes. */
    private static long bytes(ValueValidation rules, long otherwise) {
        return rules.maxLength() == null ? otherwise : Math.max(0, rules.maxLength()) * 4;
    }

    private static long longestValue(ValueValidation rules) {
        return rules.enumValues().isEmpty()
                ? MAX_REQUEST_SIZE - QUOTES
                : rules.enumValues().stream()
                        .filter(JsonNode::isTextual)
                        .mapToLong(value -> value.textValue().getBytes(StandardCharsets.UTF_8).length)
                        .max()
                        .orElse(0);
    }
}
