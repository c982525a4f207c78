package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;

/** Stateful sets (Kubernetes' {@code registry/apps/statefulset}); nothing controls them here. */
public final class StatefulSetStrategy implements SpecAndStatusStrategy {

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object(object, "spec");
        orElse(spec, "replicas", 1);
        orElse(spec, "podManagementPolicy", "OrderedReady");
        ObjectNode strategy = object(spec, "updateStrategy");
        orElse(strategy, "type", "RollingUpdate");
        if (text(strategy, "type").equals("RollingUpdate")) {
            orElse(object(strategy, "rollingUpdate"), "partition", 0);
        }
        orElse(spec, "revisionHistoryLimit", 10);
        ObjectNode retention = object(spec, "persistentVolumeClaimRetentionPolicy");
        orElse(retention, "whenDeleted", "Retain");
        orElse(retention, "whenScaled", "Retain");
        PodDefaults.applyToSpec(object(object(spec, "template"), "spec"));
    }

    @Override
    public void beginStatus(ObjectNode status) {
        status.put("replicas", 0).put("availableReplicas", 0);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        WorkloadValidation.notNegative(spec, "replicas", errors);
        WorkloadValidation.notNegative(spec, "minReadySeconds", errors);
        WorkloadValidation.validateSelectorAndTemplate(spec, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        WorkloadValidation.selectorIsImmutable(object, current, errors);
    }
}
