package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks the fields of a version besides its schema: deprecation, subresources, printer columns, selectable fields. */
record VersionFieldsValidation(FieldErrors errors) {
    private static final List<String> COLUMN_TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> COLUMN_FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final int MAXIMUM_WARNING_BYTES = 256;
    private static final int MAXIMUM_SELECTABLE_FIELDS = 8;

    void deprecation(ObjectNode version, String place) {
        String field = place + ".deprecationWarning";
        JsonNode warning = version.path("deprecationWarning");
        if (!warning.isTextual()) {
            return;
        }
        String text = warning.textValue();
        if (!version.path("deprecated").asBoolean()) {
            errors.invalid(field, text, List.of("can only be set for deprecated versions"));
            return;
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_WARNING_BYTES) {
            errors.invalid(field, text, List.of("must be <= 256 characters long"));
        }
        if (text.isEmpty()) {
            errors.invalid(field, text, List.of("must not be an empty string"));
        }
        int bytes = 0;
        for (int character : text.codePoints().toArray()) {
            if (!GoFormat.isPrintable(character)) {
                errors.invalid(
                        field,
                        text,
                        List.of("must only contain printable UTF-8 characters; non-printable character found at index "
                                + bytes));
                break;
            }
            bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    void subresources(JsonNode subresources, String field) {
        JsonNode scale = subresources.path("scale");
        if (!scale.isObject()) {
            return;
        }
        String place = field + ".scale.";
        requiredPath(scale, "specReplicasPath", place, ".spec");
        requiredPath(scale, "statusReplicasPath", place, ".status");
        String selector = NestedFields.text(scale, "labelSelectorPath");
        if (!selector.isEmpty()
                && isPath(selector, place + "labelSelectorPath")
                && !selector.startsWith(".spec.")
                && !selector.startsWith(".status.")) {
            errors.invalid(
                    place + "labelSelectorPath",
                    selector,
                    List.of("should be a json path under either .spec or .status"));
        }
    }

    private void requiredPath(JsonNode scale, String name, String place, String parent) {
        String path = NestedFields.text(scale, name);
        if (path.isEmpty()) {
            errors.required(place + name, "");
        } else if (isPath(path, place + name) && !path.startsWith(parent + ".")) {
            errors.invalid(place + name, path, List.of("should be a json path under " + parent));
        }
    }

    private boolean isPath(String path, String field) {
        if (!path.startsWith(".")) {
            errors.invalid(field, path, List.of("must be a simple json path starting with ."));
        }
        return path.startsWith(".");
    }

    void columns(ObjectNode version, String place) {
        FieldErrors.each(NestedFields.objects(version, "additionalPrinterColumns"), place, this::column);
    }

    private void column(ObjectNode column, String field) {
        errors.required(field + ".name", NestedFields.text(column, "name").isEmpty());
        String type = NestedFields.text(column, "type");
        String types = "must be one of " + String.join(",", COLUMN_TYPES);
        if (type.isEmpty()) {
            errors.required(field + ".type", types);
        } else if (!COLUMN_TYPES.contains(type)) {
            errors.invalid(field + ".type", type, List.of(types));
        }
        String format = NestedFields.text(column, "format");
        if (!format.isEmpty() && !COLUMN_FORMATS.contains(format)) {
            errors.invalid(field + ".format", format, List.of("must be one of " + String.join(",", COLUMN_FORMATS)));
        }
        String path = NestedFields.text(column, "jsonPath");
        if (path.isEmpty()) {
            errors.required(field + ".JSONPath", "");
        } else {
            isPath(path, field + ".JSONPath");
        }
    }

    void selectableFields(ObjectNode version, String place) {
        SelectableFields fields = new SelectableFields(version.path("schema").path("openAPIV3Schema"), errors);
        List<ObjectNode> wanted = NestedFields.objects(version, "selectableFields");
        FieldErrors.each(wanted, place, (entry, field) -> fields.validate(NestedFields.text(entry, "jsonPath"), field));
        if (fields.count() > MAXIMUM_SELECTABLE_FIELDS) {
            errors.tooMany(place, fields.count(), MAXIMUM_SELECTABLE_FIELDS);
        }
    }
}
