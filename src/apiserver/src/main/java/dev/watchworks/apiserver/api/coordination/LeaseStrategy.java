package dev.watchworks.apiserver.api.coordination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.Strategy;

/** Leases (Kubernetes' {@code registry/coordination/lease}). */
public final class LeaseStrategy implements Strategy {

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        JsonNode spec = object.path("spec");
        FieldRules.validate("coordination.LeaseSpec", spec, "spec.", errors);
        if (!spec.path("preferredHolder").asText("").isEmpty()
                && spec.path("strategy").asText("").isEmpty()) {
            errors.forbidden("spec.preferredHolder", "may only be specified if `strategy` is defined");
        }
    }
}
