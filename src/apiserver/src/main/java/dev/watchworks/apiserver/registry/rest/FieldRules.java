package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.schema.TypeRules;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;

/**
 * Checks fields by the rules of {@code rules.txt}, with the real server's messages (Kubernetes' {@code api/validate}). The
 * caller lists the fields, because the order of the causes is the order of the checks.
 */
public final class FieldRules {

    private FieldRules() {}

    /**
     * Checks enumerations and minimums.
     *
     * @param type such as {@code apps.DeploymentSpec}
     * @param object a value of that type
     * @param place path of the value with a dot at its end, such as {@code spec.}; empty for the object itself
     * @param fields the fields to check, in order; all fields with a rule when the list is empty
     */
    public static void validate(String type, JsonNode object, String place, FieldErrors errors, String... fields) {
        List<TypeRules.Constraint> constraints = constraints(type);
        if (fields.length == 0) {
            constraints.forEach(constraint -> check(constraint, object, place, errors));
        }
        for (String field : fields) {
            constraints.stream()
                    .filter(constraint -> constraint.field().equals(field))
                    .forEach(constraint -> check(constraint, object, place, errors));
        }
    }

    private static List<TypeRules.Constraint> constraints(String type) {
        List<TypeRules.Constraint> constraints = TypeRules.of(type).constraints();
        if (constraints.isEmpty()) {
            throw new IllegalArgumentException("rules.txt has no rule for the fields of " + type);
        }
        return constraints;
    }

    private static void check(TypeRules.Constraint constraint, JsonNode object, String place, FieldErrors errors) {
        JsonNode value = object.path(constraint.field());
        String field = place + constraint.field();
        if (constraint instanceof TypeRules.Enumeration enumeration && value.isTextual()) {
            errors.oneOf(field, value.asText(), enumeration.supported());
        } else if (constraint instanceof TypeRules.Minimum minimum && value.isNumber()) {
            errors.minimum(field, value.asLong(), minimum.least());
        }
    }

    /** Checks that the immutable fields of a type keep their values; {@code place} as above. */
    public static void validateImmutable(
            String type, JsonNode object, JsonNode current, String place, FieldErrors errors) {
        List<TypeRules.Constraint> immutable = constraints(type).stream()
                .filter(TypeRules.Immutable.class::isInstance)
                .toList();
        if (immutable.isEmpty()) {
            throw new IllegalArgumentException("rules.txt has no immutable field of " + type);
        }
        for (TypeRules.Constraint constraint : immutable) {
            JsonNode value = object.path(constraint.field());
            if (!value.equals(current.path(constraint.field()))) {
                errors.immutable(place + constraint.field(), value);
            }
        }
    }
}
