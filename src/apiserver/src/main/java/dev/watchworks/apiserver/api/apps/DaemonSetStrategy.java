package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.GenericLister;

/** Daemon sets (Kubernetes' {@code registry/apps/daemonset}); nothing controls them here. */
public final class DaemonSetStrategy extends WorkloadStrategy {

    public DaemonSetStrategy() {
        super("apps.DaemonSetSpec");
    }

    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    @Override
    public void applyDefaults(ObjectNode object) {
        super.applyDefaults(object);
        // A real server holds the count as a number that is always there, so that whoever writes manages it.
        orElse(object(object(object, "metadata"), "annotations"), TEMPLATE_GENERATION, "0");
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        initializeStatus(object.putObject("status"));
        countTemplate(object, 1);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        super.prepareForUpdate(object, current, cluster);
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
    public void initializeStatus(ObjectNode status) {
        status.put("currentNumberScheduled", 0)
                .put("numberMisscheduled", 0)
                .put("desiredNumberScheduled", 0)
                .put("numberReady", 0);
    }
}
