package dev.watchworks.apiserver.apiextensions.schema;

import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that each field in {@code allOf} and the like is also a field outside (Kubernetes' {@code schema/complete.go}). */
final class StructuralCompleteness {
    private final FieldErrors errors;

    private StructuralCompleteness(FieldErrors errors) {
        this.errors = errors;
    }

    static void validate(StructuralSchema schema, String field, FieldErrors errors) {
        new StructuralCompleteness(errors).values(schema.validation(), schema, field, field);
    }

    private void values(ValueValidation rules, StructuralSchema outside, String outsideField, String field) {
        nested(rules.not(), outside, outsideField, field + ".not");
        each(rules.allOf(), outside, outsideField, field + ".allOf");
        each(rules.anyOf(), outside, outsideField, field + ".anyOf");
        each(rules.oneOf(), outside, outsideField, field + ".oneOf");
    }

    private void each(List<StructuralSchema> schemas, StructuralSchema outside, String outsideField, String field) {
        FieldErrors.each(schemas, field, (schema, place) -> nested(schema, outside, outsideField, place));
    }

    private void nested(
            @Nullable StructuralSchema schema, @Nullable StructuralSchema outside, String outsideField, String field) {
        if (schema == null) {
            return;
        }
        if (outside == null) {
            errors.required(outsideField, "because it is defined in " + field);
            return;
        }
        values(schema.validation(), outside, outsideField, field);
        nested(schema.items(), outside.items(), outsideField + ".items", field + ".items");
        schema.properties()
                .forEach((name, property) -> nested(
                        property,
                        outside.properties().get(name),
                        StructuralValidation.property(outsideField, name),
                        StructuralValidation.property(field, name)));
    }
}
