package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.meta.NestedFields;
import org.jspecify.annotations.Nullable;

/**
 * A rule in the Common Expression Language (an entry of {@code x-kubernetes-validations}). Absent texts are empty.
 *
 * @param rule the expression
 * @param message of the error when the rule does not hold
 * @param messageExpression an expression that makes the message
 * @param reason of the error, such as {@code FieldValueInvalid}
 * @param fieldPath the field that the error names, relative to the rule's place, such as {@code .spec.replicas}
 * @param optionalOldSelf whether {@code oldSelf} is an optional value; null when the rule does not say
 */
public record ValidationRule(
        String rule,
        String message,
        String messageExpression,
        String reason,
        String fieldPath,
        @Nullable Boolean optionalOldSelf) {

    static ValidationRule parse(JsonNode rule) {
        JsonNode optional = rule.path("optionalOldSelf");
        return new ValidationRule(
                NestedFields.text(rule, "rule"),
                NestedFields.text(rule, "message"),
                NestedFields.text(rule, "messageExpression"),
                NestedFields.text(rule, "reason"),
                NestedFields.text(rule, "fieldPath"),
                optional.isBoolean() ? optional.booleanValue() : null);
    }
}
