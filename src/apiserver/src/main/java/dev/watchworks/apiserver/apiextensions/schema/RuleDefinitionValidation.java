package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.List;

/** Checks the fields of a schema's rules, before they are compiled. */
final class RuleDefinitionValidation {
    private static final List<String> REASONS =
            List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired");

    private RuleDefinitionValidation() {}

    static void validate(JsonNode schema, String field, FieldErrors errors) {
        StructuralSchema structural = StructuralSchema.parse(schema);
        FieldErrors.each(
                structural.extensions().rules(),
                field + ".x-kubernetes-validations",
                (rule, place) -> rule(rule, structural, place, errors));
    }

    private static void rule(ValidationRule rule, StructuralSchema schema, String field, FieldErrors errors) {
        String text = rule.rule().strip();
        String message = rule.message().strip();
        if (text.isEmpty()) {
            errors.required(field + ".rule", "rule is not specified");
        } else if (!rule.message().isEmpty() && message.isEmpty()) {
            errors.invalid(field + ".message", GoFormat.quoted(rule.message()), "must be non-empty if specified");
        } else if (hasNewlines(message)) {
            errors.invalid(field + ".message", GoFormat.quoted(rule.message()), "must not contain line breaks");
        } else if (hasNewlines(text) && message.isEmpty()) {
            errors.required(field + ".message", "message must be specified if rule contains line breaks");
        }
        if (!rule.messageExpression().isEmpty() && rule.messageExpression().isBlank()) {
            errors.required(field + ".messageExpression", "messageExpression must be non-empty if specified");
        }
        if (!rule.reason().isEmpty()) {
            errors.supported(field + ".reason", rule.reason(), REASONS);
        }
        String path = rule.fieldPath();
        if (!path.isEmpty() && path.isBlank()) {
            errors.invalid(field + ".fieldPath", GoFormat.quoted(path), "must be non-empty if specified");
        }
        if (hasNewlines(path)) {
            errors.invalid(field + ".fieldPath", GoFormat.quoted(path), "must not contain line breaks");
        }
        if (!path.isEmpty() && RuleFieldPath.normalize(path, schema) == null) {
            errors.invalid(field + ".fieldPath", GoFormat.quoted(path), "must be a valid path");
        }
    }

    private static boolean hasNewlines(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
