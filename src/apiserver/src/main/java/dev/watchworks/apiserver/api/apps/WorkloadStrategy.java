package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;

/** A kind that makes pods from a template and knows them by a selector. */
abstract class WorkloadStrategy implements SpecAndStatusStrategy {
    private final String specType;

    /** {@code specType}: the type of the spec, such as {@code apps.ReplicaSetSpec}. */
    WorkloadStrategy(String specType) {
        this.specType = specType;
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        PodDefaults.applyToTemplate(object);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        validateFields(spec, errors, "replicas", "minReadySeconds");
        WorkloadValidation.validateSelectorAndTemplate(spec, errors);
    }

    final void validateFields(ObjectNode spec, FieldErrors errors, String... fields) {
        FieldRules.validate(specType, spec, "spec.", errors, fields);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        FieldRules.validateImmutable(specType, object.path("spec"), current.path("spec"), "spec.", errors);
    }
}
