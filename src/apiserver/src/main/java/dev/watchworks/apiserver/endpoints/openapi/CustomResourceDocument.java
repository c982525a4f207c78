package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.CanonicalJson;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The OpenAPI v3 document of custom kinds, made from their schemas ({@code controller/openapi/builder/builder.go}). */
final class CustomResourceDocument {
    /** Fields of a schema that a document leaves out. */
    private static final Set<String> LEFT_OUT = Set.of("id", "$schema", "$ref", "example", "externalDocs");

    /** The order of a schema's fields in a document; extensions follow by name. */
    private static final List<String> ORDER = List.of(
            "description",
            "type",
            "nullable",
            "format",
            "title",
            "default",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "pattern",
            "maxItems",
            "minItems",
            "uniqueItems",
            "multipleOf",
            "enum",
            "maxProperties",
            "minProperties",
            "required",
            "items",
            "allOf",
            "oneOf",
            "anyOf",
            "not",
            "properties",
            "additionalProperties");

    private CustomResourceDocument() {}

    /**
     * The document of the kinds of one group and version.
     *
     * @param shared a recorded document, which has the schemas of metadata, statuses and scales
     */
    static ObjectNode of(List<ResourceType> types, JsonNode shared) {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes CRD Swagger").put("version", "v0.1.0");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (ResourceType type : types) {
            CustomResourcePaths.add(type, paths);
            schemas.set(CustomResourcePaths.schemaName(type, type.kind()), object(type));
            schemas.set(CustomResourcePaths.schemaName(type, type.listKind()), list(type));
        }
        document.set("paths", CanonicalJson.sorted(paths));
        addReferenced(document, schemas, shared.path("components").path("schemas"));
        document.withObjectProperty("components").set("schemas", CanonicalJson.sorted(schemas));
        return document;
    }

    static String reference(String schema) {
        return "#/components/schemas/" + schema;
    }

    /** Adds the shared schemas that the document refers to, and those that these refer to. */
    private static void addReferenced(ObjectNode document, ObjectNode schemas, JsonNode shared) {
        Set<String> missing = new TreeSet<>();
        document.findValuesAsText("$ref")
                .forEach(reference -> missing.add(reference.substring(reference.lastIndexOf('/') + 1)));
        schemas.fieldNames().forEachRemaining(missing::remove);
        for (String name : missing) {
            if (shared.has(name)) {
                schemas.set(name, shared.path(name));
            }
        }
        if (missing.stream().anyMatch(shared::has)) {
            addReferenced(document, schemas, shared);
        }
    }

    private static ObjectNode object(ResourceType type) {
        JsonNode source = type.schema().openApiSchema();
        ObjectNode schema = (ObjectNode) schema(source);
        ObjectNode properties = schema.withObjectProperty("properties");
        addTypeMeta(properties);
        schema.set("properties", CanonicalJson.sorted(properties));
        groupVersionKind(schema, type, type.kind());
        return schema;
    }

    private static ObjectNode list(ResourceType type) {
        ObjectNode schema = Json.object();
        schema.put("description", type.listKind() + " is a list of " + type.kind())
                .put("type", "object");
        schema.putArray("required").add("items");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("apiVersion").put("type", "string");
        properties
                .putObject("items")
                .put("type", "array")
                .putObject("items")
                .put("$ref", reference(CustomResourcePaths.schemaName(type, type.kind())));
        properties.putObject("kind").put("type", "string");
        refersTo(properties.putObject("metadata"), "ListMeta");
        groupVersionKind(schema, type, type.listKind());
        return schema;
    }

    private static void addTypeMeta(ObjectNode properties) {
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        refersTo(properties.putObject("metadata"), "ObjectMeta");
    }

    private static void refersTo(ObjectNode property, String name) {
        property.putArray("allOf").addObject().put("$ref", reference(CustomResourcePaths.META + name));
    }

    private static void groupVersionKind(ObjectNode schema, ResourceType type, String kind) {
        schema.putArray("x-kubernetes-group-version-kind")
                .addObject()
                .put("group", type.group())
                .put("kind", kind)
                .put("version", type.version());
        ArrayNode selectable = Json.array();
        type.strategy().selectableFields().keySet().stream()
                .filter(field -> !field.startsWith("metadata."))
                .forEach(field -> selectable.addObject().put("fieldPath", field));
        if (!selectable.isEmpty()) {
            schema.set("x-kubernetes-selectable-fields", selectable);
        }
    }

    private static JsonNode schema(JsonNode source) {
        if (!source.isObject()) {
            return source;
        }
        ObjectNode schema = Json.object();
        source.properties().forEach(member -> {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "properties" -> {
                    ObjectNode properties = schema.putObject("properties");
                    value.properties().forEach(one -> properties.set(one.getKey(), schema(one.getValue())));
                }
                case "items", "additionalProperties", "not" -> schema.set(member.getKey(), schema(value));
                case "allOf", "anyOf", "oneOf" -> {
                    ArrayNode list = schema.putArray(member.getKey());
                    value.forEach(one -> list.add(schema(one)));
                }
                default -> {
                    if (!LEFT_OUT.contains(member.getKey())) {
                        schema.set(member.getKey(), value);
                    }
                }
            }
        });
        if (schema.path("x-kubernetes-int-or-string").asBoolean() && !isIntOrString(schema)) {
            unfold(schema);
        }
        if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
            ObjectNode properties = schema.withObjectProperty("properties");
            addTypeMeta(properties);
            schema.set("properties", CanonicalJson.sorted(properties));
            ArrayNode required = schema.withArrayProperty("required");
            for (String field : List.of("kind", "apiVersion")) {
                if (!required.toString().contains('"' + field + '"')) {
                    required.add(field);
                }
            }
        }
        return ordered(schema);
    }

    private static ObjectNode ordered(ObjectNode schema) {
        ObjectNode ordered = Json.object();
        ORDER.stream().filter(schema::has).forEach(field -> ordered.set(field, schema.get(field)));
        CanonicalJson.sorted(schema).properties().forEach(member -> {
            if (member.getKey().startsWith("x-")) {
                ordered.set(member.getKey(), member.getValue());
            }
        });
        return ordered;
    }

    private static ArrayNode integerOrString() {
        ArrayNode types = Json.array();
        types.addObject().put("type", "integer");
        types.addObject().put("type", "string");
        return types;
    }

    private static boolean isIntOrString(ObjectNode schema) {
        return schema.path("anyOf").equals(integerOrString())
                || schema.path("allOf").path(0).path("anyOf").equals(integerOrString());
    }

    private static void unfold(ObjectNode schema) {
        if (schema.has("anyOf")) {
            ArrayNode all = Json.array();
            all.addObject().set("anyOf", integerOrString());
            all.addAll(schema.withArrayProperty("allOf"));
            schema.set("allOf", all);
        } else {
            schema.set("anyOf", integerOrString());
        }
    }
}
