package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks custom objects against their schema, with the real server's messages in its order. One for each version of a
 * definition; it keeps compiled rules. Any thread may use it.
 *
 * <p>A write calls {@link #validateSchema} (or {@link #validateStatus} for the status subresource), then checks what
 * the scale subresource asks for, then calls {@link #validateInvariants} (or {@link #validateStatusInvariants}), all
 * with the same errors.
 */
public final class CustomResourceValidator {
    /** Without the right type of a value, a rule about it says nothing. */
    private static final Set<String> BLOCKING = Set.of(
            "FieldValueNotSupported",
            "FieldValueRequired",
            "FieldValueTooLong",
            "FieldValueTooMany",
            "FieldValueTypeInvalid");

    private static final String STATUS = "status";

    private final StructuralSchema schema;
    private final SchemaValidator validator = new SchemaValidator();
    private final RuleValidator rules;

    /** Compiles nothing yet: rules are compiled when they are checked first. */
    public CustomResourceValidator(StructuralSchema schema) {
        this.schema = schema;
        this.rules = RuleValidator.of(schema, true);
    }

    /**
     * Adds an error for each value that the schema does not allow.
     *
     * @param old the stored object, or null for a create; errors of parts that the update does not change are left out
     */
    public void validateSchema(ObjectNode object, @Nullable ObjectNode old, FieldErrors errors) {
        CorrelatedObject correlation = old == null ? null : new CorrelatedObject(object, old, schema);
        validator.validate(schema, object, "", correlation).errors().forEach(error -> error.addTo(errors, ""));
    }

    /** The same for an update of the status subresource, which checks only the status. */
    public void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {
        JsonNode status = object.get(STATUS);
        StructuralSchema property = schema.properties().get(STATUS);
        if (status != null && property != null) {
            CorrelatedObject correlation = new CorrelatedObject(object, old, schema).key(STATUS);
            validator
                    .validate(property, status, "", correlation)
                    .errors()
                    .forEach(error -> error.addTo(errors, STATUS));
        }
    }

    /**
     * Adds an error for each invalid embedded resource, each duplicate in a set or map list, and each rule that does not
     * hold. Rules are skipped, with an error that says so, when the earlier errors leave the values' types unclear.
     *
     * @param old the stored object, or null for a create
     */
    public void validateInvariants(ObjectNode object, @Nullable ObjectNode old, FieldErrors errors) {
        EmbeddedResourceValidation.validate(schema, object, "", errors);
        validateListsAndRules(object, old, errors);
    }

    /** The same for an update of the status subresource, which does not check embedded resources. */
    public void validateStatusInvariants(ObjectNode object, ObjectNode old, FieldErrors errors) {
        validateListsAndRules(object, old, errors);
    }

    /**
     * The warnings about a valid object: the rules that it breaks where an update leaves it as it was.
     *
     * @param old the stored object, or null for a create
     */
    public List<String> warnings(ObjectNode object, @Nullable ObjectNode old) {
        List<String> warnings = new ArrayList<>();
        if (old != null && !rules.isEmpty()) {
            evaluate(object, old, new RuleValidator.Output(new FieldErrors(), warnings::add));
        }
        return warnings;
    }

    private void evaluate(ObjectNode object, @Nullable ObjectNode old, RuleValidator.Output output) {
        RatchetingOptions ratcheting = old == null
                ? RatchetingOptions.NONE
                : new RatchetingOptions(new CorrelatedObject(object, old, schema), null);
        rules.validate(object, old, "", ratcheting, output);
    }

    private void validateListsAndRules(ObjectNode object, @Nullable ObjectNode old, FieldErrors errors) {
        if (old == null || ListTypeValidation.validate(schema, old).isEmpty()) {
            errors.addAll(ListTypeValidation.validate(schema, object).list());
        }
        if (rules.isEmpty()) {
            return;
        }
        if (errors.list().stream().anyMatch(error -> BLOCKING.contains(error.reason()))) {
            errors.invalid(
                    "<nil>",
                    "null",
                    "some validation rules were not checked because the object was invalid; correct the existing errors"
                            + " to complete validation");
        } else {
            evaluate(object, old, new RuleValidator.Output(errors, warning -> {}));
        }
    }
}
