package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pods (Kubernetes' {@code registry/core/pod}). */
public final class PodStrategy implements SpecAndStatusStrategy {
    private static final Map<String, Function<ObjectNode, String>> SELECTABLE = Map.of(
            "spec.nodeName", pod -> text(pod, "spec", "nodeName"),
            "spec.restartPolicy", pod -> text(pod, "spec", "restartPolicy"),
            "spec.schedulerName", pod -> text(pod, "spec", "schedulerName"),
            "spec.serviceAccountName", pod -> text(pod, "spec", "serviceAccountName"),
            "spec.hostNetwork",
                    pod -> String.valueOf(at(pod, "spec", "hostNetwork").asBoolean()),
            "status.phase", pod -> text(pod, "status", "phase"),
            "status.podIP", pod -> text(pod, "status", "podIP"),
            // The API accepts this field, but no pod has a value for it.
            "status.podIPs", pod -> "",
            "status.nominatedNodeName", pod -> text(pod, "status", "nominatedNodeName"));

    @Override
    public void applyDefaults(ObjectNode object) {
        PodDefaults.applyToPod(object);
    }

    @Override
    public @Nullable String admit(ObjectNode object, GenericLister cluster) {
        return PodAdmission.admit(object(object, "spec"), cluster);
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        ObjectNode status = object.putObject("status");
        ObjectNode spec = object(object, "spec");
        status.put("phase", "Pending");
        if (number(spec, "terminationGracePeriodSeconds") < 0) {
            spec.put("terminationGracePeriodSeconds", 1);
        }
        if (!objects(spec, "schedulingGates").isEmpty()) {
            status.putArray("conditions")
                    .addObject()
                    .put("type", "PodScheduled")
                    .put("status", "False")
                    .putNull("lastProbeTime")
                    .put(
                            "lastTransitionTime",
                            at(object, "metadata", "creationTimestamp").textValue())
                    .put("reason", "SchedulingGated")
                    .put("message", "Scheduling is blocked due to non-empty scheduling gates");
        }
        status.put("qosClass", QualityOfService.of(spec));
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {
        keep(object, current, "status");
        PodAdmission.readmit(object(object, "spec"), current.path("spec"));
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        keep(object, current, "spec");
        keep(object(object, "metadata"), current.path("metadata"), "ownerReferences");
        ObjectNode status = object(object, "status");
        if (text(status, "qosClass").isEmpty()) {
            keep(status, object(current, "status"), "qosClass");
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        PodValidation.validate(object(object, "spec"), "spec", errors);
        PodValidation.validateOnlyForPod(object, errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        PodUpdateValidation.validate(object(object, "spec"), (ObjectNode) current.path("spec"), errors);
    }

    @Override
    public Map<String, Function<ObjectNode, String>> selectableFields() {
        return SELECTABLE;
    }

    @Override
    public long gracePeriodSeconds(ObjectNode current) {
        if (text(current, "spec", "nodeName").isEmpty() || PodState.isTerminal(current)) {
            return 0;
        }
        long seconds = number(current, "spec", "terminationGracePeriodSeconds");
        return seconds < 0 ? 1 : seconds;
    }

    @Override
    public List<List<String>> statusResetFields() {
        return List.of(
                List.of("spec"), List.of("metadata", "deletionTimestamp"), List.of("metadata", "ownerReferences"));
    }
}
