package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Checks a value's type (kube-openapi's {@code typeValidator}). */
final class TypeValidator {
    private static final List<String> INT_OR_STRING = List.of(JsonType.INTEGER, JsonType.STRING);

    private TypeValidator() {}

    static boolean appliesTo(StructuralSchema schema) {
        return !types(schema).isEmpty() || !StringFormats.supported(schema).isEmpty();
    }

    private static List<String> types(StructuralSchema schema) {
        if (schema.extensions().intOrString()) {
            return INT_OR_STRING;
        }
        return schema.type().isEmpty() ? List.of() : List.of(schema.type());
    }

    static void validate(StructuralSchema schema, JsonNode value, String path, SchemaResult result) {
        List<String> types = types(schema);
        if (value.isNull()) {
            if (types.isEmpty() || schema.nullable()) {
                result.match();
            } else {
                result.add(SchemaError.type(path, String.join(",", types), "null"));
            }
            return;
        }
        String found = JsonType.of(value);
        boolean isWhole = found.equals(JsonType.NUMBER)
                && types.contains(JsonType.INTEGER)
                && JsonType.isWhole(value.doubleValue());
        boolean isNumber = found.equals(JsonType.INTEGER) && types.contains(JsonType.NUMBER);
        boolean fits = types.contains(found) || isWhole || isNumber;
        String format = StringFormats.supported(schema);
        boolean hasFormat = !format.isEmpty();
        if (hasFormat && !value.isTextual() && !value.isArray() && !fits) {
            result.add(SchemaError.type(path, format, formatOf(found)));
        } else if (hasFormat && (value.isTextual() || value.isArray()) && !isNumeric(types) || fits) {
            result.match();
        } else {
            result.add(SchemaError.type(path, String.join(",", types), found));
        }
    }

    private static boolean isNumeric(List<String> types) {
        return types.contains(JsonType.INTEGER) || types.contains(JsonType.NUMBER);
    }

    private static String formatOf(String type) {
        return switch (type) {
            case JsonType.INTEGER -> "int64";
            case JsonType.NUMBER -> "float64";
            default -> "";
        };
    }
}
