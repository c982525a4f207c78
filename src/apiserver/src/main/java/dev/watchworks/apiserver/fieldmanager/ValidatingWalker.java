package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that a value fits its type (structured-merge-diff's {@code typed/validate.go}). */
final class ValidatingWalker {
    private final List<String> errors = new ArrayList<>();
    private final boolean allowsDuplicates;

    private ValidatingWalker(boolean allowsDuplicates) {
        this.allowsDuplicates = allowsDuplicates;
    }

    /** Returns the errors of an object in one text; empty when it fits. */
    static String validate(MergeType structure, JsonNode object, boolean allowsDuplicates) {
        ValidatingWalker walker = new ValidatingWalker(allowsDuplicates);
        walker.value(structure, object, "");
        if (walker.errors.size() <= 1) {
            return String.join("", walker.errors);
        }
        return "errors:\n  " + String.join("\n  ", walker.errors);
    }

    private void value(MergeType structure, JsonNode value, String path) {
        if (value.isNull() || structure.equals(MergeType.ANY)) {
            return;
        }
        if (structure instanceof MergeType.Scalar scalar) {
            scalar(scalar.type(), value, path);
        } else if (structure instanceof MergeType.Granular fields) {
            fields(fields, value, path);
        } else if (structure instanceof MergeType.AtomicMap whole) {
            fields(whole.fields(), value, path);
        } else if (structure instanceof MergeType.AtomicList list) {
            if (isList(value, path)) {
                for (int index = 0; index < value.size(); index++) {
                    value(
                            list.item(),
                            value.get(index),
                            path + PathElement.index(index).step());
                }
            }
        } else if (isList(value, path)) {
            items(structure, value, path);
        }
    }

    private void scalar(MergeType.ScalarKind type, JsonNode value, String path) {
        switch (type) {
            case NUMERIC -> {
                if (!value.isNumber()) {
                    error(path, "expected numeric (int or float), got " + GoFormat.typeName(value));
                }
            }
            case STRING -> {
                if (!value.isTextual()) {
                    String shown = "&value.valueUnstructured{Value:" + GoFormat.syntax(value) + "}";
                    error(path, "expected string, got " + shown);
                }
            }
            case BOOLEAN -> {
                if (!value.isBoolean()) {
                    error(path, "expected boolean, got " + shown(value));
                }
            }
            case UNTYPED -> {
                if (value.isContainerNode()) {
                    error(path, "expected any scalar, got " + shown(value));
                }
            }
        }
    }

    private static String shown(JsonNode value) {
        return "&{" + GoFormat.of(value) + "}";
    }

    private boolean isList(JsonNode value, String path) {
        if (!value.isArray()) {
            error(path, "expected list, got " + shown(value));
        }
        return value.isArray();
    }

    private void fields(MergeType.Granular structure, JsonNode value, String path) {
        if (!value.isObject()) {
            error(path, "expected map, got " + shown(value));
            return;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            String place = path + "." + field.getKey();
            MergeType type = structure.field(field.getKey());
            if (type instanceof MergeType.Undeclared) {
                error(place, "field not declared in schema");
                return;
            }
            value(type, field.getValue(), place);
        }
    }

    private void items(MergeType list, JsonNode items, String path) {
        Set<PathElement> seen = new HashSet<>();
        for (int index = 0; index < items.size(); index++) {
            PathElement element;
            try {
                element = PathElement.ofItem(list, items.get(index));
            } catch (IllegalArgumentException withoutIdentity) {
                error(path, "element " + index + ": " + withoutIdentity.getMessage());
                return;
            }
            if (!seen.add(element) && !allowsDuplicates) {
                error(path, "duplicate entries for key " + element.step());
            }
            value(element.of(list), items.get(index), path + element.step());
        }
    }

    private void error(String path, String message) {
        errors.add(path.isEmpty() ? message : path + ": " + message);
    }
}
