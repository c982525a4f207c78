package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.Strategy;

/** Replica sets (Kubernetes' {@code registry/apps/replicaset}). */
public final class ReplicaSetStrategy implements Strategy {

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object(object, "spec");
        orElse(spec, "replicas", 1);
        PodDefaults.applyToSpec(object(object(spec, "template"), "spec"));
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        object.putObject("status").put("replicas", 0);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        keep(object, current, "status");
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        keep(object, current, "spec");
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

    @Override
    public boolean keepsGeneration() {
        return true;
    }
}
