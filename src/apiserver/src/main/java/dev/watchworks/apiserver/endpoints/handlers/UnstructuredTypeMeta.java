package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks kind and apiVersion of custom objects, which a body must have (apimachinery's {@code UnstructuredJSONScheme}). */
final class UnstructuredTypeMeta {
    private UnstructuredTypeMeta() {}

    /** Throws 400 or 422 when a body does not name its kind and version, or names others than the resource has. */
    static void check(ResourceType type, JsonNode value, byte[] body) {
        if (!value.isObject() && !value.isNull()) {
            return;
        }
        for (String field : List.of("apiVersion", "kind")) {
            JsonNode found = value.path(field);
            if (!found.isMissingNode() && !found.isNull() && !found.isTextual()) {
                String why = "couldn't get version/kind; json parse error: json: cannot unmarshal "
                        + GoFormat.jsonType(found) + " into Go struct field ." + field + " of type string";
                throw BodyDecoder.unrecognized(type.kind(), why, body);
            }
        }
        if (value.path("kind").asText().isEmpty()) {
            String why = "Object 'Kind' is missing in '" + new String(body, StandardCharsets.UTF_8) + "'";
            throw BodyDecoder.unrecognized(type.kind(), why, body);
        }
        String version = value.path("apiVersion").asText();
        if (!version.equals(type.apiVersion())) {
            throw ApiErrors.badRequest("the API version in the data (" + version
                    + ") does not match the expected API version (" + type.apiVersion() + ")");
        }
        validate(type, value);
    }

    /** Throws 422 when an object has another kind or version than its resource. */
    static void validate(ResourceType type, JsonNode object) {
        FieldErrors errors = new FieldErrors();
        String kind = object.path("kind").asText();
        if (!kind.equals(type.kind())) {
            errors.invalid("kind", kind, List.of("must be " + type.kind()));
        }
        String version = object.path("apiVersion").asText();
        if (!version.equals(type.apiVersion())) {
            errors.invalid("apiVersion", version, List.of("must be " + type.apiVersion()));
        }
        if (!errors.isEmpty()) {
            int slash = version.indexOf('/');
            String group = slash < 0 ? "" : version.substring(0, slash);
            String name = object.path("metadata").path("name").asText();
            throw ApiErrors.invalid(new StatusDetails(group, kind, name), errors);
        }
    }
}
