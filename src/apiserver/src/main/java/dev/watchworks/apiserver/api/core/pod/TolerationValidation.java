package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.validation.NameSyntax;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.List;

/** Checks the tolerations of a pod. */
final class TolerationValidation {

    private TolerationValidation() {}

    static void validate(List<ObjectNode> tolerations, String field, FieldErrors errors) {
        FieldErrors.each(tolerations, field, (item, place) -> validate(item, place, errors));
    }

    private static void validate(ObjectNode toleration, String field, FieldErrors errors) {
        String key = text(toleration, "key");
        String operator = text(toleration, "operator");
        String effect = text(toleration, "effect");
        if (!key.isEmpty()) {
            errors.invalid(field + ".key", key, NameSyntax.qualifiedErrors(key));
        } else if (!operator.equals("Exists")) {
            errors.invalid(
                    field + ".operator",
                    quoted(operator),
                    "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
        }
        if (has(toleration, "tolerationSeconds") && !effect.equals("NoExecute")) {
            errors.invalid(
                    field + ".effect", quoted(effect), "effect must be 'NoExecute' when `tolerationSeconds` is set");
        }
        validateValue(operator, text(toleration, "value"), field + ".operator", errors);
        FieldRules.validate("core.Toleration", toleration, field + ".", errors);
    }

    private static void validateValue(String operator, String value, String field, FieldErrors errors) {
        switch (operator) {
            case "Equal", "" -> {
                List<String> wrong = ValueSyntax.labelValue(value);
                if (!wrong.isEmpty()) {
                    errors.invalid(field, quoted(value), String.join(";", wrong));
                }
            }
            case "Exists" -> {
                if (!value.isEmpty()) {
                    errors.invalid(field, quoted(value), "value must be empty when `operator` is 'Exists'");
                }
            }
            default -> errors.notSupported(field, quoted(operator), List.of("Equal", "Exists"));
        }
    }
}
