package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.NestedFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a version of a custom resource, as a tree (Kubernetes' {@code schema.Structural}). Inside {@code allOf},
 * {@code anyOf}, {@code oneOf} and {@code not}, a schema only restricts values.
 *
 * @param source the schema as the definition has it
 * @param type such as {@code object}; the empty string when the schema has no type
 * @param defaultValue fills in an absent field; null when there is none
 * @param nullable whether {@code null} is a value
 * @param properties schemas by the field's name, in the definition's order
 * @param items the schema of a list's items, or null
 * @param additionalProperties the schema of a map's values, or null
 * @param allowsAdditionalProperties whether an object may have other fields; null when the schema does not say
 * @param extensions the {@code x-kubernetes-…} fields
 * @param validation restrictions of a value
 */
public record StructuralSchema(
        JsonNode source,
        String type,
        @Nullable JsonNode defaultValue,
        boolean nullable,
        Map<String, StructuralSchema> properties,
        @Nullable StructuralSchema items,
        @Nullable StructuralSchema additionalProperties,
        @Nullable Boolean allowsAdditionalProperties,
        SchemaExtensions extensions,
        ValueValidation validation) {

    /** The schema that allows everything and prunes everything. */
    public static final StructuralSchema EMPTY = parse(Json.object());

    /**
     * Reads a schema.
     *
     * @param schema a {@code JSONSchemaProps} object, as in {@code spec.versions[].schema.openAPIV3Schema}; nothing is
     *     checked, so use {@link StructuralSchemaValidation} first
     */
    public static StructuralSchema parse(JsonNode schema) {
        JsonNode additional = schema.path("additionalProperties");
        return new StructuralSchema(
                schema,
                NestedFields.text(schema, "type"),
                schema.hasNonNull("default") ? schema.get("default") : null,
                schema.path("nullable").asBoolean(),
                children(schema.path("properties")),
                child(schema.path("items")),
                child(additional),
                additional.isObject() || additional.isBoolean()
                        ? additional.isObject() || additional.asBoolean()
                        : null,
                SchemaExtensions.parse(schema),
                ValueValidation.parse(schema));
    }

    static List<StructuralSchema> list(JsonNode schemas) {
        List<StructuralSchema> list = new ArrayList<>();
        schemas.forEach(schema -> list.add(parse(schema)));
        return Collections.unmodifiableList(list);
    }

    static @Nullable StructuralSchema child(JsonNode schema) {
        return schema.isObject() ? parse(schema) : null;
    }

    private static Map<String, StructuralSchema> children(JsonNode schemas) {
        Map<String, StructuralSchema> children = new LinkedHashMap<>();
        schemas.properties().forEach(member -> children.put(member.getKey(), parse(member.getValue())));
        return Collections.unmodifiableMap(children);
    }

    /** The schema of an object's field: of the property, or of every other field; null when the schema has neither. */
    public @Nullable StructuralSchema field(String name) {
        StructuralSchema property = properties.get(name);
        return property == null ? additionalProperties : property;
    }

    /** The same schema for an object with apiVersion, kind and metadata of its own, as the root of a resource is. */
    StructuralSchema asEmbeddedResource() {
        return extensions.embeddedResource()
                ? this
                : new StructuralSchema(
                        source,
                        type,
                        defaultValue,
                        nullable,
                        properties,
                        items,
                        additionalProperties,
                        allowsAdditionalProperties,
                        extensions.asEmbeddedResource(),
                        validation);
    }
}
