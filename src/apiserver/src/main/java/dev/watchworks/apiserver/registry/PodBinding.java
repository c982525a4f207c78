package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectMeta;

/** The change that a POST to a pod's {@code /binding} makes. */
final class PodBinding {
    private PodBinding() {}

    /** Sets the node of a pod and returns the pod; throws 409 when it has a node already or is being deleted. */
    static ObjectNode bind(ObjectNode pod, String node, String timestamp) {
        String name = ObjectMeta.name(pod);
        StatusSubject subject = new StatusSubject("", "pods/binding", name);
        if (ObjectMeta.isBeingDeleted(pod)) {
            throw ApiErrors.conflict(subject, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        String already = pod.path("spec").path("nodeName").asText();
        if (!already.isEmpty()) {
            throw ApiErrors.conflict(subject, "pod " + name + " is already assigned to node \"" + already + '"');
        }
        pod.withObjectProperty("spec").put("nodeName", node);
        ArrayNode conditions = pod.withObjectProperty("status").withArrayProperty("conditions");
        Conditions.remove(conditions, "PodScheduled");
        ObjectNode scheduled =
                conditions.addObject().put("type", "PodScheduled").put("status", "True");
        scheduled.putNull("lastProbeTime").put("lastTransitionTime", timestamp);
        return pod;
    }
}
