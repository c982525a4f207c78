package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes an OpenAPI v2 document in the protobuf form that kubectl reads: gnostic's {@code openapiv2/OpenAPIv2.proto}, whose
 * numbers these are. It has what kubectl reads: the definitions, and the parameters of operations.
 */
final class SwaggerProtobuf {
    private SwaggerProtobuf() {}

    static byte[] write(JsonNode document) {
        ProtobufMessage message = new ProtobufMessage();
        message.text(1, document.path("swagger").asText());
        message.message(2, info -> {
            info.text(1, document.path("info").path("title").asText());
            info.text(2, document.path("info").path("version").asText());
        });
        message.message(
                8,
                paths -> document.path("paths")
                        .properties()
                        .forEach(path -> paths.message(2, named -> {
                            named.text(1, path.getKey());
                            named.message(2, item -> path(path.getValue(), item));
                        })));
        message.message(9, definitions -> properties(document.path("definitions"), definitions));
        return message.bytes();
    }

    /** Writes NamedSchemas: the definitions of a document or the properties of a schema. */
    private static void properties(JsonNode schemas, ProtobufMessage message) {
        schemas.properties()
                .forEach(one -> message.message(1, named -> {
                    named.text(1, one.getKey());
                    named.message(2, schema -> schema(one.getValue(), schema));
                }));
    }

    private static void path(JsonNode path, ProtobufMessage message) {
        Map<String, Integer> numbers = Map.of("get", 2, "put", 3, "post", 4, "delete", 5, "patch", 8);
        numbers.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(verb -> {
            JsonNode operation = path.path(verb.getKey());
            if (operation.isObject()) {
                message.message(verb.getValue(), one -> operation(operation, one));
            }
        });
        parameters(9, path.path("parameters"), message);
    }

    private static void operation(JsonNode operation, ProtobufMessage message) {
        operation.path("tags").forEach(tag -> message.text(1, tag.asText()));
        message.text(5, operation.path("operationId").asText());
        parameters(8, operation.path("parameters"), message);
        extensions(13, operation, message);
    }

    private static void parameters(int number, JsonNode parameters, ProtobufMessage message) {
        for (JsonNode parameter : parameters) {
            message.message(
                    number,
                    item -> item.message(1, either -> {
                        switch (parameter.path("in").asText()) {
                            case "body" -> either.message(1, body -> body(parameter, body));
                            case "path" ->
                                either.message(
                                        2,
                                        other -> other.message(4, path -> {
                                            parameter(parameter, path);
                                            path.text(5, parameter.path("type").asText());
                                        }));
                            default ->
                                either.message(
                                        2,
                                        other -> other.message(3, query -> {
                                            parameter(parameter, query);
                                            query.text(6, parameter.path("type").asText());
                                        }));
                        }
                    }));
        }
    }

    private static void parameter(JsonNode parameter, ProtobufMessage message) {
        message.flag(1, parameter.path("required").asBoolean());
        message.text(2, parameter.path("in").asText());
        message.text(4, parameter.path("name").asText());
    }

    private static void body(JsonNode parameter, ProtobufMessage message) {
        message.text(2, parameter.path("name").asText());
        message.text(3, parameter.path("in").asText());
        message.flag(4, parameter.path("required").asBoolean());
        message.message(5, schema -> schema(parameter.path("schema"), schema));
    }

    private static void schema(JsonNode schema, ProtobufMessage message) {
        message.text(1, schema.path("$ref").asText());
        message.text(2, schema.path("format").asText());
        message.flag(16, schema.path("uniqueItems").asBoolean());
        schema.path("required").forEach(field -> message.text(19, field.asText()));
        if (schema.path("additionalProperties").isObject()) {
            message.message(
                    21, either -> either.message(1, items -> schema(schema.path("additionalProperties"), items)));
        }
        if (schema.has("type")) {
            message.message(22, type -> type.text(1, schema.path("type").asText()));
        }
        if (schema.path("items").isObject()) {
            message.message(23, items -> items.message(1, item -> schema(schema.path("items"), item)));
        }
        if (schema.path("properties").isObject()) {
            message.message(25, properties -> properties(schema.path("properties"), properties));
        }
        extensions(31, schema, message);
    }

    /** Writes extensions as YAML; JSON is YAML. */
    private static void extensions(int number, JsonNode object, ProtobufMessage message) {
        object.properties().forEach(member -> {
            if (member.getKey().startsWith("x-")) {
                message.message(number, named -> {
                    named.text(1, member.getKey());
                    named.message(
                            2,
                            any -> any.text(
                                    2, new String(Json.write(member.getValue()), StandardCharsets.UTF_8) + "\n"));
                });
            }
        });
    }
}
