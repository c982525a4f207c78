package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.protobuf.ProtobufDecoder;
import dev.watchworks.apiserver.codec.protobuf.ProtobufException;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes request bodies in JSON and protobuf. Its error messages are those of a real server. */
record BodyDecoder(ResourceTypes types) {
    private static final Set<String> JSON_TYPES = Set.of("", "application/json", "*/*");
    private static final int SUMMARY_LENGTH = 30;

    /**
     * The object of a request's body.
     *
     * @param object the object in its stored form
     * @param warnings the response's header about duplicate and unknown fields; may be empty
     */
    record DecodedObject(ObjectNode object, Map<String, String> warnings) {}

    /**
     * The body as an object of the scope's kind; throws 400 when it has another kind or an invalid value.
     *
     * @param fieldValidation {@code Ignore}, {@code Warn} or {@code Strict}
     */
    DecodedObject decode(RequestScope scope, String fieldValidation) {
        ResourceType type = scope.type();
        Json.Parsed body = parse(scope.request(), type.kind());
        if (type.has(StrategyFlag.UNSTRUCTURED)) {
            UnstructuredTypeMeta.check(type, body.value(), scope.request().body());
        }
        ObjectNode object = object(body.value(), type.kind(), scope.request().body());
        String problem = kindProblem(object, type);
        if (!problem.isEmpty()) {
            String kind = object.path("kind").asText();
            throw cannotBeHandled(kind.isEmpty() ? type.kind() : kind, version(object, type), type, problem);
        }
        try {
            ObjectSchema.Decoded decoded = type.decode(object);
            Map<String, String> warnings = StrictDecodingErrors.warnings(
                    body.duplicateFields(),
                    decoded.unknownFields(),
                    fieldValidation,
                    why -> ApiErrors.cannotBeHandled(type.kind(), type.version(), why));
            return new DecodedObject(decoded.object(), warnings);
        } catch (DecodeException refused) {
            throw ApiErrors.cannotBeHandled(type.kind(), version(object, type), String.valueOf(refused.getMessage()));
        }
    }

    /** The body as an object of another kind, such as a Scale or a Binding; throws 400 when it is no object. */
    ObjectNode read(ApiRequest request, String kind) {
        return object(parse(request, kind).value(), kind, request.body());
    }

    private Json.Parsed parse(ApiRequest request, String kind) {
        try {
            return parse(request);
        } catch (InvalidJsonException refused) {
            throw unrecognized(
                    kind, "couldn't get version/kind; json parse error: " + refused.getMessage(), request.body());
        } catch (ProtobufException refused) {
            if (refused.reason() == ProtobufException.Reason.UNKNOWN_KIND) {
                throw ApiErrors.unsupportedMediaType(refused.getMessage() + ": send application/json");
            }
            throw unrecognized(kind, String.valueOf(refused.getMessage()), request.body());
        }
    }

    /** The body's tree; throws 415 for another media type. */
    static Json.Parsed parse(ApiRequest request) throws ProtobufException {
        String mediaType = request.mediaType();
        if (mediaType.equals(ProtobufDecoder.MEDIA_TYPE)) {
            return new Json.Parsed(ProtobufDecoder.decode(request.body()), List.of());
        }
        if (!JSON_TYPES.contains(mediaType)) {
            throw ApiErrors.unsupportedMediaType("the body of the request was in an unknown format - accepted media"
                    + " types include: application/json, application/yaml, application/vnd.kubernetes.protobuf");
        }
        return Json.parse(request.body());
    }

    private static ObjectNode object(JsonNode value, String kind, byte[] body) {
        if (value.isNull()) {
            return Json.object();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        String why = "couldn't get version/kind; json parse error: json: cannot unmarshal " + GoFormat.jsonType(value)
                + " into Go value of type struct { APIVersion string"
                + " \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
        throw unrecognized(kind, why, body);
    }

    /** The error in an object's kind and apiVersion, or the empty string when they are the type's or missing. */
    String kindProblem(ObjectNode object, ResourceType type) {
        String kind = object.path("kind").asText();
        String version = object.path("apiVersion").asText();
        String wantedKind = kind.isEmpty() ? type.kind() : kind;
        String wantedVersion = version.isEmpty() ? type.apiVersion() : version;
        if (wantedKind.equals(type.kind()) && wantedVersion.equals(type.apiVersion())) {
            return "";
        }
        ResourceType other = types.findKind(wantedVersion, wantedKind);
        return other == null
                ? notRegistered(wantedKind, wantedVersion)
                : "converting (v1." + other.kind() + ") to (" + internalPackage(type) + "." + type.kind()
                        + "): unknown conversion";
    }

    /** Go's message for an unknown kind; it names the line of a real server that makes the scheme. */
    static String notRegistered(String kind, String version) {
        return "no kind \"" + kind + "\" is registered for version \"" + version
                + "\" in scheme \"pkg/runtime/scheme.go:110\"";
    }

    private static String internalPackage(ResourceType type) {
        String group = type.group().isEmpty() ? "core" : type.group();
        int dot = group.indexOf('.');
        return dot < 0 ? group : group.substring(0, dot);
    }

    private static String version(ObjectNode object, ResourceType type) {
        String version = object.path("apiVersion").asText();
        return version.isEmpty() ? type.version() : version.substring(version.indexOf('/') + 1);
    }

    static ApiException unrecognized(String kind, String why, byte[] body) {
        return ApiErrors.badRequest("the object provided is unrecognized (must be of type " + kind + "): " + why + " ("
                + summary(body) + ")");
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
