package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;

/** Checks a number's limits (kube-openapi's {@code numberValidator}); an integer is compared with the limit's integer part. */
final class NumberValidator {

    private NumberValidator() {}

    static void validate(ValueValidation rules, JsonNode value, String path, SchemaResult result) {
        if (rules.multipleOf() != null) {
            multipleOf(rules.multipleOf(), value, path, result);
        }
        if (rules.minimum() != null) {
            int order = compare(value, rules.minimum());
            if (order < 0 || order == 0 && rules.exclusiveMinimum()) {
                String rule = rules.exclusiveMinimum() ? "greater than " : "greater than or equal to ";
                result.add(SchemaError.invalid(path, value, "should be " + rule + limit(value, rules.minimum())));
            }
        }
        if (rules.maximum() != null) {
            int order = compare(value, rules.maximum());
            if (order > 0 || order == 0 && rules.exclusiveMaximum()) {
                String rule = rules.exclusiveMaximum() ? "less than " : "less than or equal to ";
                result.add(SchemaError.invalid(path, value, "should be " + rule + limit(value, rules.maximum())));
            }
        }
        result.match();
        result.match();
    }

    private static int compare(JsonNode value, double limit) {
        return JsonType.isInt64(value)
                ? Long.compare(value.longValue(), (long) limit)
                : Double.compare(value.doubleValue(), limit);
    }

    private static String limit(JsonNode value, double limit) {
        return JsonType.isInt64(value) ? String.valueOf((long) limit) : GoFormat.decimal(limit);
    }

    private static void multipleOf(double factor, JsonNode value, String path, SchemaResult result) {
        boolean isInteger = JsonType.isInt64(value);
        if (isInteger ? (long) factor <= 0 : factor <= 0) {
            JsonNode shown = isInteger ? LongNode.valueOf((long) factor) : DoubleNode.valueOf(factor);
            String message = "factor MultipleOf declared for " + path + " must be positive: " + GoFormat.number(shown);
            result.add(new SchemaError(SchemaError.Code.INVALID, path, shown, 0, List.of(), message));
        } else if (!isMultiple(factor, value, isInteger)) {
            result.add(SchemaError.invalid(path, value, "should be a multiple of " + limit(value, factor)));
        }
    }

    private static boolean isMultiple(double factor, JsonNode value, boolean isInteger) {
        if (isInteger) {
            return value.longValue() % (long) factor == 0;
        }
        double number = value.doubleValue();
        return JsonType.isWhole(factor < 1 ? 1 / factor * number : number / factor);
    }
}
