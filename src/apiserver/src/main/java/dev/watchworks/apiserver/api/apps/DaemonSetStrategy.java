package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.GenericLister;

/** Daemon sets (Kubernetes' {@code registry/apps/daemonset}); nothing controls them here. */
public final class DaemonSetStrategy extends WorkloadStrategy {

    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    public DaemonSetStrategy() {
        super(
                "apps.DaemonSetSpec",
                "currentNumberScheduled",
                "numberMisscheduled",
                "desiredNumberScheduled",
                "numberReady");
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        super.applyDefaults(object);
        // A real server stores the count as a number that is always present, so each writer becomes its manager.
        orElse(object(object(object, "metadata"), "annotations"), TEMPLATE_GENERATION, "0");
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        super.prepareForCreate(object, cluster);
        countTemplate(object, 1);
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        super.prepareForUpdate(object, current, cluster);
        String before = text(current, "metadata", "annotations", TEMPLATE_GENERATION);
        long count = before.matches("\\d{1,18}") ? Long.parseLong(before) : 0;
        boolean isChanged = !at(object, "spec", "template").equals(at(current, "spec", "template"));
        countTemplate(object, isChanged ? count + 1 : count);
    }

    private static void countTemplate(ObjectNode object, long count) {
        object(object(object, "metadata"), "annotations").put(TEMPLATE_GENERATION, Long.toString(count));
    }
}
