package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.List;
import java.util.Map;

/**
 * The OpenAPI v2 document of all groups, made from the documents of OpenAPI v3. kubectl reads it for lists and for kinds
 * that the server does not have. Unlike a real one it has no descriptions, and its parameters are written where they are
 * used.
 */
final class SwaggerDocument {
    private static final String V3_REFERENCE = "#/components/schemas/";
    private static final String V2_REFERENCE = "#/definitions/";

    /** The names of the fields that the two versions share. */
    private static final List<String> SHARED = List.of("tags", "operationId", "deprecated");

    private final ObjectNode document = Json.object();
    private final ObjectNode paths = Json.object();
    private final ObjectNode definitions = Json.object();

    private SwaggerDocument() {}

    /** Converts the documents of OpenAPI v3. */
    static ObjectNode of(Iterable<JsonNode> documents) {
        SwaggerDocument swagger = new SwaggerDocument();
        swagger.document.put("swagger", "2.0");
        documents.forEach(swagger::add);
        swagger.document.set("paths", swagger.paths);
        swagger.document.set("definitions", swagger.definitions);
        return swagger.document;
    }

    private void add(JsonNode source) {
        document.set("info", source.path("info"));
        source.path("components").path("schemas").properties().forEach(schema -> {
            if (!definitions.has(schema.getKey())) {
                definitions.set(schema.getKey(), schema(schema.getValue()));
            }
        });
        source.path("paths").properties().forEach(path -> paths.set(path.getKey(), path(path.getValue())));
    }

    private static ObjectNode path(JsonNode source) {
        ObjectNode path = Json.object();
        source.properties().forEach(member -> {
            if (member.getKey().equals("parameters")) {
                path.set("parameters", parameters(member.getValue()));
            } else if (member.getValue().isObject()) {
                path.set(member.getKey(), operation(member.getValue()));
            }
        });
        return path;
    }

    private static ObjectNode operation(JsonNode source) {
        ObjectNode operation = Json.object();
        ArrayNode parameters = Json.array();
        JsonNode body = source.path("requestBody");
        if (body.isObject()) {
            ObjectNode parameter = parameters.addObject().put("name", "body").put("in", "body");
            if (body.path("required").asBoolean()) {
                parameter.put("required", true);
            }
            parameter.set("schema", content(body));
        }
        parameters.addAll(parameters(source.path("parameters")));
        for (Map.Entry<String, JsonNode> member : source.properties()) {
            if (SHARED.contains(member.getKey()) || member.getKey().startsWith("x-")) {
                operation.set(member.getKey(), member.getValue());
            }
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        ObjectNode responses = operation.putObject("responses");
        source.path("responses").properties().forEach(response -> {
            ObjectNode described = responses.putObject(response.getKey());
            described.put("description", response.getKey().equals("401") ? "Unauthorized" : "OK");
            if (response.getValue().path("content").isObject()) {
                described.set("schema", content(response.getValue()));
            }
        });
        return operation;
    }

    /** The schema of a body, which is the same in all media types. */
    private static JsonNode content(JsonNode body) {
        for (JsonNode mediaType : body.path("content")) {
            return schema(mediaType.path("schema"));
        }
        return Json.object();
    }

    private static ArrayNode parameters(JsonNode source) {
        ArrayNode parameters = Json.array();
        for (JsonNode one : source) {
            ObjectNode parameter = parameters.addObject();
            one.properties().forEach(member -> {
                if (member.getKey().equals("schema")) {
                    parameter.setAll((ObjectNode) schema(member.getValue()));
                } else {
                    parameter.set(member.getKey(), member.getValue());
                }
            });
        }
        return parameters;
    }

    /** Converts a schema: v2 has no defaults here, no choices of types, and no allOf around a reference. */
    private static JsonNode schema(JsonNode source) {
        if (source.isArray()) {
            ArrayNode items = Json.array();
            source.forEach(item -> items.add(schema(item)));
            return items;
        }
        if (!source.isObject()) {
            return source;
        }
        if (source.path("allOf").size() == 1 && source.path("allOf").get(0).has("$ref")) {
            ObjectNode reference = (ObjectNode) schema(source.path("allOf").get(0));
            source.properties().forEach(member -> {
                if (member.getKey().startsWith("x-")) {
                    reference.set(member.getKey(), member.getValue());
                }
            });
            return reference;
        }
        ObjectNode schema = Json.object();
        if (source.has("oneOf") && !source.has("type")) {
            schema.put("type", "string");
        }
        source.properties().forEach(member -> {
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case "default", "oneOf", "allOf", "anyOf", "not", "nullable" -> {}
                case "$ref" -> schema.put("$ref", value.asText().replace(V3_REFERENCE, V2_REFERENCE));
                case "properties" -> {
                    ObjectNode properties = schema.putObject("properties");
                    value.properties().forEach(one -> properties.set(one.getKey(), schema(one.getValue())));
                }
                case "items", "additionalProperties" -> schema.set(member.getKey(), schema(value));
                default -> schema.set(member.getKey(), value);
            }
        });
        return untyped(source, schema);
    }

    /** Leaves out what kubectl cannot read together: the type of a value that may be null or have unknown fields. */
    private static ObjectNode untyped(JsonNode source, ObjectNode schema) {
        boolean nullable = source.path("nullable").asBoolean();
        boolean open = source.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        if (open && source.has("x-kubernetes-group-version-kind")) {
            // The fields of a whole object that may have any field are not described at all.
            ObjectNode whole = Json.object().put("type", "object");
            return whole.set("x-kubernetes-group-version-kind", source.get("x-kubernetes-group-version-kind"));
        }
        String type = source.path("type").asText();
        if (nullable || open) {
            schema.remove(List.of("items", "properties"));
            if (nullable || type.equals("array") || type.equals("object")) {
                schema.remove("type");
            }
        }
        return schema;
    }
}
