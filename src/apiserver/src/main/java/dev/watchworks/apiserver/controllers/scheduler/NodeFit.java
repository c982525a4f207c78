package dev.watchworks.apiserver.controllers.scheduler;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.kubelet.NodeIdentity;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a pod fits on a node, by readiness, cordoning, taints, the node selector and the number of pods. Unlike a
 * real scheduler it ignores affinity, requested resources and everything else.
 */
final class NodeFit {
    static final String TOO_MANY_PODS = "Too many pods";

    private NodeFit() {}

    /** The scheduler's reason why the pod does not fit, or null when it fits. */
    static @Nullable String reasonAgainst(JsonNode pod, ObjectNode node, long podsOnNode) {
        JsonNode spec = node.path("spec");
        JsonNode tolerations = pod.path("spec").path("tolerations");
        if (spec.path("unschedulable").asBoolean()
                && !tolerates(tolerations, "node.kubernetes.io/unschedulable", "", "NoSchedule")) {
            return "node(s) were unschedulable";
        }
        if (!Conditions.isTrue(node, "Ready")) {
            return "node(s) had untolerated taint(s)";
        }
        for (JsonNode taint : spec.path("taints")) {
            String effect = text(taint, "effect");
            boolean isHard = effect.equals("NoSchedule") || effect.equals("NoExecute");
            if (isHard && !tolerates(tolerations, text(taint, "key"), text(taint, "value"), effect)) {
                return "node(s) had untolerated taint(s)";
            }
        }
        Map<String, String> selector = ObjectMeta.strings(pod.path("spec").path("nodeSelector"));
        if (!ObjectMeta.labels(node).entrySet().containsAll(selector.entrySet())) {
            return "node(s) didn't match Pod's node affinity/selector";
        }
        long room = node.path("status").path("allocatable").path("pods").asLong(NodeIdentity.POD_CAPACITY);
        return podsOnNode >= room ? TOO_MANY_PODS : null;
    }

    private static boolean tolerates(JsonNode tolerations, String key, String value, String effect) {
        for (JsonNode toleration : tolerations) {
            String wantedKey = text(toleration, "key");
            String wantedEffect = text(toleration, "effect");
            boolean exists = text(toleration, "operator").equals("Exists");
            if ((wantedKey.isEmpty() ? exists : wantedKey.equals(key))
                    && (wantedEffect.isEmpty() || wantedEffect.equals(effect))
                    && (exists || text(toleration, "value").equals(value))) {
                return true;
            }
        }
        return false;
    }
}
