package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads bodies as objects of a kind, and refuses what is none in a real server's words. */
final class BodyDecoder {
    /** Where a real server's scheme is made; its messages name the place. */
    private static final String SCHEME = "in scheme \"pkg/runtime/scheme.go:110\"";

    private static final int SUMMARY_LENGTH = 30;

    private final List<ResourceType> types;

    BodyDecoder(List<ResourceType> types) {
        this.types = types;
    }

    /** The body as an object of a type, as its schema reads it, and what is odd about its fields. */
    StrictDecodingErrors.Read object(ApiRequest request, ResourceType type) {
        requireJson(request);
        ObjectSchema.Decoded decoded = decode(read(request.body(), type.kind()), type);
        return new StrictDecodingErrors.Read(decoded.object(), StrictDecodingErrors.of(request.body(), decoded));
    }

    /** The body as any JSON object, such as a Scale or a Binding. */
    ObjectNode read(byte[] body, String kind) {
        JsonNode value;
        try {
            value = Json.read(body);
        } catch (InvalidJsonException refused) {
            throw unrecognized(kind, refused.getMessage(), body);
        }
        if (value.isNull()) {
            return Json.object();
        }
        if (!(value instanceof ObjectNode object)) {
            String what =
                    "json: cannot unmarshal " + goName(value) + " into Go value of type struct { APIVersion string"
                            + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
            throw unrecognized(kind, what, body);
        }
        return object;
    }

    /** An object of a type, as its schema reads it; kind and apiVersion may be missing. */
    ObjectSchema.Decoded decode(ObjectNode object, ResourceType type) {
        String problem = kindProblem(object, type);
        String version = object.path("apiVersion").asText();
        String shown = version.isEmpty() ? type.version() : version.substring(version.indexOf('/') + 1);
        if (!problem.isEmpty()) {
            String kind = object.path("kind").asText(type.kind());
            throw cannotBeHandled(kind.isEmpty() ? type.kind() : kind, shown, type, problem);
        }
        try {
            return type.schema().decode(object);
        } catch (DecodeException refused) {
            throw cannotBeHandled(type.kind(), shown, type, String.valueOf(refused.getMessage()));
        }
    }

    /** What is wrong with an object's kind and apiVersion; empty when they are the type's or missing. */
    String kindProblem(ObjectNode object, ResourceType type) {
        String kind = object.path("kind").asText();
        String version = object.path("apiVersion").asText();
        String wantedKind = kind.isEmpty() ? type.kind() : kind;
        String wantedVersion = version.isEmpty() ? type.apiVersion() : version;
        if (wantedKind.equals(type.kind()) && wantedVersion.equals(type.apiVersion())) {
            return "";
        }
        for (ResourceType other : types) {
            if (other.kind().equals(wantedKind) && other.apiVersion().equals(wantedVersion)) {
                return "converting (" + goPackage(other) + "." + other.kind() + ") to (" + internalPackage(type) + "."
                        + type.kind() + "): unknown conversion";
            }
        }
        return "no kind \"" + wantedKind + "\" is registered for version \"" + wantedVersion + "\" " + SCHEME;
    }

    /** Refuses a body that says so clearly what it is, and cannot be taken. */
    ApiException cannotBeHandled(ResourceType type, String why) {
        return cannotBeHandled(type.kind(), type.version(), type, why);
    }

    /** Refuses a body that says it is something other than JSON. */
    static void requireJson(ApiRequest request) {
        String type = mediaType(request);
        if (!Set.of("", "application/json", "*/*").contains(type)) {
            throw ApiErrors.unsupportedMediaType("the body of the request was in an unknown format - accepted media"
                    + " types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        }
    }

    static String mediaType(ApiRequest request) {
        String type = request.header("content-type");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** The Go name of a JSON type. */
    static String goName(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            default -> "null";
        };
    }

    private static String goPackage(ResourceType type) {
        return "v1";
    }

    private static String internalPackage(ResourceType type) {
        String group = type.group().isEmpty() ? "core" : type.group();
        int dot = group.indexOf('.');
        return dot < 0 ? group : group.substring(0, dot);
    }

    private static ApiException unrecognized(String kind, String why, byte[] body) {
        return ApiErrors.badRequest("the object provided is unrecognized (must be of type " + kind
                + "): couldn't get version/kind; json parse error: " + why + " (" + summary(body) + ")");
    }

    private static ApiException cannotBeHandled(String kind, String version, ResourceType type, String why) {
        return ApiErrors.badRequest(
                kind + " in version \"" + version + "\" cannot be handled as a " + type.kind() + ": " + why);
    }

    private static String summary(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }
        int length = Math.min(body.length, SUMMARY_LENGTH);
        String shown = body[0] == '{'
                ? new String(body, 0, length, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(body, 0, length);
        return body.length > SUMMARY_LENGTH ? shown + " ..." : shown;
    }
}
