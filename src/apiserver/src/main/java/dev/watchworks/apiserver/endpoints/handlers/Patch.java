package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.PatchMeta;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.patch.JsonPatch;
import dev.watchworks.apiserver.patch.MergePatch;
import dev.watchworks.apiserver.patch.StrategicMergePatch;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/** A patch, in the form of its content type. */
final class Patch {
    private enum Form {
        OPERATIONS,
        MERGE,
        STRATEGIC
    }

    private static final String CUSTOM_TYPES = "the body of the request was in an unknown format - accepted media types"
            + " include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml";

    private final Form form;
    private final JsonNode body;
    private final List<String> duplicateFields;

    private Patch(Form form, JsonNode body, List<String> duplicateFields) {
        this.form = form;
        this.body = body;
        this.duplicateFields = duplicateFields;
    }

    static Patch read(RequestScope scope) {
        ApiRequest request = scope.request();
        Form form = form(request.mediaType(), scope.type().has(StrategyFlag.UNSTRUCTURED));
        String prefix = form == Form.STRATEGIC ? "" : "error decoding patch: ";
        Json.Parsed parsed;
        try {
            parsed = Json.parse(request.body());
        } catch (InvalidJsonException refused) {
            throw ApiErrors.badRequest(prefix + refused.getMessage());
        }
        JsonNode body = parsed.value().isNull() ? ofNull(form) : parsed.value();
        if (form == Form.OPERATIONS ? !body.isArray() : !body.isObject()) {
            String wanted = form == Form.OPERATIONS ? "[]handlers.jsonPatchOp" : "map[string]interface {}";
            throw ApiErrors.badRequest(
                    prefix + "json: cannot unmarshal " + GoFormat.jsonType(body) + " into Go value of type " + wanted);
        }
        return new Patch(form, body, parsed.duplicateFields());
    }

    private static Form form(String mediaType, boolean isCustom) {
        return switch (mediaType) {
            case "application/json-patch+json" -> Form.OPERATIONS;
            case "application/merge-patch+json" -> Form.MERGE;
            default -> {
                if (isCustom) {
                    throw ApiErrors.unsupportedMediaType(CUSTOM_TYPES);
                }
                if (!mediaType.equals("application/strategic-merge-patch+json")) {
                    throw ApiErrors.unsupportedPatchType();
                }
                yield Form.STRATEGIC;
            }
        };
    }

    /** Go reads a null patch as no operations or no changes, and refuses a null merge patch. */
    private static JsonNode ofNull(Form form) {
        return switch (form) {
            case OPERATIONS -> Json.array();
            case STRATEGIC -> Json.object();
            case MERGE -> throw ApiErrors.badRequest("Invalid JSON Patch");
        };
    }

    /** The duplicate fields of the patch. */
    List<String> duplicateFields() {
        return duplicateFields;
    }

    /** Applies the patch to an object and returns the result. May change the object; does not change the patch. */
    ObjectNode apply(ObjectNode object, PatchMeta schema) {
        return switch (form) {
            case OPERATIONS -> JsonPatch.apply(object, (ArrayNode) body.deepCopy());
            case MERGE -> MergePatch.apply(object, (ObjectNode) body.deepCopy());
            case STRATEGIC -> StrategicMergePatch.apply(object, (ObjectNode) body.deepCopy(), schema);
        };
    }

    /** 422 because the patched object is not one of its kind. */
    ApiException refused(ObjectNode patched, String why) {
        String shown = form == Form.STRATEGIC ? GoFormat.of(body) : quoted(patched, body);
        FieldErrors errors = new FieldErrors();
        errors.invalid("patch", new String(Json.write(Json.text(shown)), StandardCharsets.UTF_8), why);
        return ApiErrors.invalid(new StatusDetails("", "", ""), errors);
    }

    /** The patched object as in Go's patch library, which sorts the keys of the objects that it has changed. */
    private static String quoted(ObjectNode patched, JsonNode patch) {
        return new String(Json.write(sorted(patched, patch)), StandardCharsets.UTF_8);
    }

    private static JsonNode sorted(JsonNode value, JsonNode patch) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode sorted = Json.object();
        new TreeSet<>(NestedFields.keys(object)).forEach(name -> {
            JsonNode member = object.get(name);
            sorted.set(name, patch.path(name).isObject() ? sorted(member, patch.path(name)) : member);
        });
        return sorted;
    }
}
