package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a schema asks of values (Kubernetes' {@code schema.ValueValidation}). Null means no limit, an empty text or list
 * means no restriction.
 *
 * @param maxLength in characters
 * @param minLength in characters
 */
public record ValueValidation(
        String format,
        @Nullable Double maximum,
        boolean exclusiveMaximum,
        @Nullable Double minimum,
        boolean exclusiveMinimum,
        @Nullable Long maxLength,
        @Nullable Long minLength,
        String pattern,
        @Nullable Long maxItems,
        @Nullable Long minItems,
        boolean uniqueItems,
        @Nullable Double multipleOf,
        List<JsonNode> enumValues,
        @Nullable Long maxProperties,
        @Nullable Long minProperties,
        List<String> required,
        List<StructuralSchema> allOf,
        List<StructuralSchema> anyOf,
        List<StructuralSchema> oneOf,
        @Nullable StructuralSchema not) {

    static ValueValidation parse(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>();
        schema.path("enum").forEach(values::add);
        return new ValueValidation(
                NestedFields.text(schema, "format"),
                decimal(schema.path("maximum")),
                schema.path("exclusiveMaximum").asBoolean(),
                decimal(schema.path("minimum")),
                schema.path("exclusiveMinimum").asBoolean(),
                integer(schema.path("maxLength")),
                integer(schema.path("minLength")),
                NestedFields.text(schema, "pattern"),
                integer(schema.path("maxItems")),
                integer(schema.path("minItems")),
                schema.path("uniqueItems").asBoolean(),
                decimal(schema.path("multipleOf")),
                Collections.unmodifiableList(values),
                integer(schema.path("maxProperties")),
                integer(schema.path("minProperties")),
                NestedFields.texts(schema, "required"),
                StructuralSchema.list(schema.path("allOf")),
                StructuralSchema.list(schema.path("anyOf")),
                StructuralSchema.list(schema.path("oneOf")),
                StructuralSchema.child(schema.path("not")));
    }

    private static @Nullable Double decimal(JsonNode number) {
        return number.isNumber() ? number.doubleValue() : null;
    }

    private static @Nullable Long integer(JsonNode number) {
        return number.isNumber() ? number.longValue() : null;
    }
}
