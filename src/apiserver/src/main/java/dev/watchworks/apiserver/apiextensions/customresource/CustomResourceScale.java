package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.CanonicalJson;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.registry.rest.ScalePaths;
import java.util.List;

/**
 * The values that the scale subresource of a version needs in an object ({@code ValidateScaleSpec} and {@code
 * ValidateScaleStatus}).
 *
 * @param scale {@code subresources.scale} of the version; a missing node when it has none
 */
record CustomResourceScale(JsonNode scale) {
    ScalePaths paths() {
        return new ScalePaths(
                ScalePaths.split(NestedFields.text(scale, "specReplicasPath")),
                ScalePaths.split(NestedFields.text(scale, "statusReplicasPath")),
                ScalePaths.split(NestedFields.text(scale, "labelSelectorPath")),
                true);
    }

    void validate(ObjectNode object, FieldErrors errors) {
        if (scale.isObject()) {
            replicas(object, NestedFields.text(scale, "specReplicasPath"), errors);
        }
        validateStatus(object, errors);
    }

    void validateStatus(ObjectNode object, FieldErrors errors) {
        if (!scale.isObject()) {
            return;
        }
        replicas(object, NestedFields.text(scale, "statusReplicasPath"), errors);
        String path = NestedFields.text(scale, "labelSelectorPath");
        if (!path.isEmpty()) {
            String problem = typeError(object, ScalePaths.split(path), "string");
            if (!problem.isEmpty()) {
                errors.invalid(path, "\"\"", problem);
            }
        }
    }

    private static void replicas(ObjectNode object, String path, FieldErrors errors) {
        List<String> fields = ScalePaths.split(path);
        String problem = typeError(object, fields, "int64");
        long replicas = problem.isEmpty() ? ScalePaths.at(object, fields).asLong() : 0;
        if (!problem.isEmpty()) {
            errors.invalid(path, "0", problem);
        } else if (replicas < 0) {
            errors.invalid(path, Long.toString(replicas), "should be a non-negative integer");
        } else if (replicas > Integer.MAX_VALUE) {
            errors.invalid(path, Long.toString(replicas), "should be less than or equal to " + Integer.MAX_VALUE);
        }
    }

    /** Why a path does not lead to a value of a type, or the empty string; a value that is not there is right. */
    private static String typeError(ObjectNode object, List<String> fields, String type) {
        JsonNode value = object;
        for (int index = 0; index < fields.size(); index++) {
            if (!value.isObject()) {
                return "." + String.join(".", fields.subList(0, index)) + " accessor error: " + GoFormat.of(value)
                        + " is of the type " + GoFormat.typeName(value) + ", expected map[string]interface{}";
            }
            value = value.path(fields.get(index));
            if (value.isMissingNode()) {
                return "";
            }
        }
        boolean fits = type.equals("string") ? value.isTextual() : value.isIntegralNumber();
        return fits
                ? ""
                : "." + String.join(".", fields) + " accessor error: " + GoFormat.of(CanonicalJson.of(value))
                        + " is of the type " + GoFormat.typeName(value) + ", expected " + type;
    }
}
