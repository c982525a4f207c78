package dev.watchworks.apiserver.validation;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;

/** Validates meta/v1 {@code LabelSelector}s: matchLabels and matchExpressions. */
public final class LabelSelectorValidation {
    private static final String SETS = "must be specified when `operator` is 'In' or 'NotIn'";
    private static final String NO_SETS = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

    private LabelSelectorValidation() {}

    /** Adds an error for each invalid part of a selector. */
    public static void validate(JsonNode selector, String field, FieldErrors errors) {
        LabelValidation.validate(selector.path("matchLabels"), field + ".matchLabels", errors);
        int index = 0;
        for (ObjectNode expression : objects(selector, "matchExpressions")) {
            validateExpression(expression, field + ".matchExpressions[" + index++ + "]", errors);
        }
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
        NameSyntax.qualifiedErrors(key).forEach(wrong -> errors.invalid(field + ".key", quoted(key), wrong));
        int index = 0;
        for (String value : texts(expression, "values")) {
            String place = field + ".values[" + index++ + "]";
            ValueSyntax.labelValue(value).forEach(wrong -> errors.invalid(place, quoted(value), wrong));
        }
    }

    /** Whether the selector has no invalid part. */
    public static boolean isUsable(JsonNode selector) {
        FieldErrors errors = new FieldErrors();
        validate(selector, "", errors);
        return errors.isEmpty();
    }
}
