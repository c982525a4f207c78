package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.yaml.InvalidYamlException;
import dev.watchworks.apiserver.codec.yaml.YamlReader;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;
import java.util.Map;

/**
 * The body of a server-side apply: an object that has only the fields that a manager wants to have.
 *
 * @param duplicateKeys a message for each key that a map has twice
 */
record ApplyConfiguration(ObjectNode object, List<String> duplicateKeys) {
    private static final String MEDIA_TYPE = "application/apply-patch+yaml";

    static boolean isApply(ApiRequest request) {
        return request.mediaType().equals(MEDIA_TYPE);
    }

    /** Reads the body in YAML, or in JSON, which is YAML too; throws 400 when it is no object. */
    static ApplyConfiguration read(ApiRequest request) {
        YamlReader.Document document = document(request.body());
        JsonNode value = document.value();
        if (value.isNull()) {
            return new ApplyConfiguration(Json.object(), List.of());
        }
        if (value instanceof ObjectNode object) {
            return new ApplyConfiguration(object, document.duplicateKeys());
        }
        throw ApiErrors.badRequest(
                "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
                        + GoFormat.jsonType(value) + " into Go value of type map[string]interface {}");
    }

    /** Reads JSON without the YAML parser, which is slower; it takes over for what is not strict JSON. */
    private static YamlReader.Document document(byte[] body) {
        if (body.length > 0 && body[0] == '{') {
            try {
                Json.Parsed parsed = Json.parse(body);
                if (parsed.duplicateFields().isEmpty()) {
                    return new YamlReader.Document(parsed.value(), List.of());
                }
            } catch (InvalidJsonException notJson) {
                return yaml(body);
            }
        }
        return yaml(body);
    }

    private static YamlReader.Document yaml(byte[] body) {
        try {
            return YamlReader.read(body);
        } catch (InvalidYamlException refused) {
            throw ApiErrors.badRequest("error decoding YAML: error converting YAML to JSON: " + refused.getMessage());
        }
    }

    /** The response's header about keys that a map has twice; throws 400 for them when the field validation is strict. */
    Map<String, String> warnings(String fieldValidation) {
        if (fieldValidation.equals("Strict") && !duplicateKeys.isEmpty()) {
            throw ApiErrors.badRequest(
                    "error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:" + "\n  "
                            + String.join("\n  ", duplicateKeys));
        }
        return fieldValidation.equals("Warn") ? StrictDecodingErrors.header(duplicateKeys) : Map.of();
    }
}
