package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.StatusSubject;

/** The change that a POST to a pod's {@code /binding} makes. */
final class PodBinding {
    private PodBinding() {}

    /** The pod with its node; throws 409 when it has a node already or is being deleted. */
    static ObjectNode bind(ObjectNode pod, String node, String timestamp) {
        String name = pod.path("metadata").path("name").asText();
        StatusSubject subject = new StatusSubject("", "pods/binding", name);
        if (pod.path("metadata").has("deletionTimestamp")) {
            throw ApiErrors.conflict(subject, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        String already = pod.path("spec").path("nodeName").asText();
        if (!already.isEmpty()) {
            throw ApiErrors.conflict(subject, "pod " + name + " is already assigned to node \"" + already + '"');
        }
        pod.withObjectProperty("spec").put("nodeName", node);
        ArrayNode conditions = Json.array();
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (!condition.path("type").asText().equals("PodScheduled")) {
                conditions.add(condition);
            }
        }
        ObjectNode scheduled = conditions.addObject();
        scheduled.put("type", "PodScheduled");
        scheduled.put("status", "True");
        scheduled.putNull("lastProbeTime");
        scheduled.put("lastTransitionTime", timestamp);
        pod.withObjectProperty("status").set("conditions", conditions);
        return pod;
    }
}
