package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;

/** Daemon sets (Kubernetes' {@code registry/apps/daemonset}); nothing controls them here. */
public final class DaemonSetStrategy implements SpecAndStatusStrategy {
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object(object, "spec");
        ObjectNode strategy = object(spec, "updateStrategy");
        orElse(strategy, "type", "RollingUpdate");
        if (text(strategy, "type").equals("RollingUpdate")) {
            ObjectNode rolling = object(strategy, "rollingUpdate");
            orElse(rolling, "maxUnavailable", 1);
            orElse(rolling, "maxSurge", 0);
        }
        orElse(spec, "revisionHistoryLimit", 10);
        PodDefaults.applyToSpec(object(object(spec, "template"), "spec"));
        // A real server holds the count as a number that is always there, so that whoever writes manages it.
        orElse(object(object(object, "metadata"), "annotations"), TEMPLATE_GENERATION, "0");
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        beginStatus(object.putObject("status"));
        countTemplate(object, 1);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        SpecAndStatusStrategy.super.prepareForUpdate(object, current, cluster);
        String before = text(current, "metadata", "annotations", TEMPLATE_GENERATION);
        long count = before.matches("\\d{1,18}") ? Long.parseLong(before) : 0;
        boolean isChanged = !object.path("spec")
                .path("template")
                .equals(current.path("spec").path("template"));
        countTemplate(object, isChanged ? count + 1 : count);
    }

    private static void countTemplate(ObjectNode object, long count) {
        object(object(object, "metadata"), "annotations").put(TEMPLATE_GENERATION, Long.toString(count));
    }

    @Override
    public void beginStatus(ObjectNode status) {
        status.put("currentNumberScheduled", 0)
                .put("numberMisscheduled", 0)
                .put("desiredNumberScheduled", 0)
                .put("numberReady", 0);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        WorkloadValidation.notNegative(spec, "minReadySeconds", errors);
        WorkloadValidation.validateSelectorAndTemplate(spec, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        WorkloadValidation.selectorIsImmutable(object, current, errors);
    }
}
