package dev.watchworks.apiserver.validation;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** meta/v1 {@code LabelSelector}s: matchLabels and matchExpressions. */
public final class LabelSelectorValidation {
    private static final String SETS = "must be specified when `operator` is 'In' or 'NotIn'";
    private static final String NO_SETS = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";

    private LabelSelectorValidation() {}

    /** Adds an error for each part that no selector may have. */
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
            dev.watchworks.apiserver.validation.LabelSyntax.valueErrors(value)
                    .forEach(wrong -> errors.invalid(place, quoted(value), wrong));
        }
    }

    /** Whether the API can make a selector of it at all. */
    public static boolean isUsable(JsonNode selector) {
        FieldErrors errors = new FieldErrors();
        validate(selector, "", errors);
        return errors.isEmpty();
    }

    /** The selector as in a query, such as {@code app=web,tier in (a,b)}, in the order of its keys; may be empty. */
    public static String print(JsonNode selector) {
        Stream<Requirement> labels = selector.path("matchLabels").properties().stream()
                .map(label -> new Requirement(
                        label.getKey(), label.getKey() + "=" + label.getValue().asText()));
        Stream<Requirement> expressions =
                objects(selector, "matchExpressions").stream().map(LabelSelectorValidation::print);
        return Stream.concat(labels, expressions)
                .sorted(Comparator.comparing(Requirement::key))
                .map(Requirement::text)
                .collect(Collectors.joining(","));
    }

    private static Requirement print(ObjectNode expression) {
        String key = text(expression, "key");
        String values = texts(expression, "values").stream().sorted().collect(Collectors.joining(",", "(", ")"));
        return new Requirement(
                key,
                switch (text(expression, "operator")) {
                    case "In" -> key + " in " + values;
                    case "NotIn" -> key + " notin " + values;
                    case "DoesNotExist" -> "!" + key;
                    default -> key;
                });
    }

    private record Requirement(String key, String text) {}
}
