package dev.watchworks.apiserver.validation;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;
import java.util.Map;

/** Validates maps of labels and meta/v1 {@code LabelSelector}s (Kubernetes' {@code meta/v1/validation}). */
public final class LabelValidation {
    private static final String SETS = "must be specified when `operator` is 'In' or 'NotIn'";
    private static final String NO_SETS = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

    private LabelValidation() {}

    /** Adds an error for each invalid key and each invalid value of a map of labels. */
    public static void validateLabels(JsonNode labels, String field, FieldErrors errors) {
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            String value = label.getValue().asText();
            errors.invalid(field, label.getKey(), NameSyntax.qualifiedErrors(label.getKey()));
            errors.invalid(field, value, ValueSyntax.labelValue(value));
        }
    }

    /** Adds an error for each invalid part of a selector. */
    public static void validateSelector(JsonNode selector, String field, FieldErrors errors) {
        validateLabels(selector.path("matchLabels"), field + ".matchLabels", errors);
        FieldErrors.each(
                objects(selector, "matchExpressions"),
                field + ".matchExpressions",
                (expression, place) -> validateExpression(expression, place, errors));
    }

    private static void validateExpression(ObjectNode expression, String field, FieldErrors errors) {
        String operator = text(expression, "operator");
        boolean hasValues = !expression.path("values").isEmpty();
        switch (operator) {
            case "In", "NotIn" -> {
                if (!hasValues) {
                    errors.required(field + ".values", SETS);
                }
            }
            case "Exists", "DoesNotExist" -> {
                if (hasValues) {
                    errors.forbidden(field + ".values", NO_SETS);
                }
            }
            default -> errors.invalid(field + ".operator", quoted(operator), "not a valid selector operator");
        }
        String key = text(expression, "key");
        errors.invalid(field + ".key", key, NameSyntax.qualifiedErrors(key));
        List<String> values = texts(expression, "values");
        for (int index = 0; index < values.size(); index++) {
            String value = values.get(index);
            errors.invalid(field + ".values[" + index + "]", value, ValueSyntax.labelValue(value));
        }
    }

    /** Whether a selector has no invalid part. */
    public static boolean isValidSelector(JsonNode selector) {
        FieldErrors errors = new FieldErrors();
        validateSelector(selector, "", errors);
        return errors.isEmpty();
    }
}
