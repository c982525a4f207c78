package dev.watchworks.apiserver.api.coordination;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;

/** Leases (Kubernetes' {@code registry/coordination/lease}). */
public final class LeaseStrategy implements Strategy {

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        long seconds = number(spec, "leaseDurationSeconds");
        if (has(spec, "leaseDurationSeconds") && seconds <= 0) {
            errors.invalid("spec.leaseDurationSeconds", String.valueOf(seconds), "must be greater than 0");
        }
        long transitions = number(spec, "leaseTransitions");
        if (transitions < 0) {
            errors.invalid("spec.leaseTransitions", String.valueOf(transitions), "must be greater than or equal to 0");
        }
        if (!spec.path("preferredHolder").asText("").isEmpty()
                && spec.path("strategy").asText("").isEmpty()) {
            errors.forbidden("spec.preferredHolder", "may only be specified if `strategy` is defined");
        }
    }

    @Override
    public boolean createsOnUpdate() {
        return true;
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
