package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions of a pod as a kubelet writes them: its own five first, then those that others have set. */
final class PodConditions {
    private static final Set<String> OWN =
            Set.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");

    private final JsonNode pod;
    private final String now;
    private final ArrayNode conditions = JsonNodeFactory.instance.arrayNode();

    private PodConditions(JsonNode pod, Instant now) {
        this.pod = pod;
        this.now = Timestamps.seconds(now);
    }

    /** The containers wait for their images or for the init containers. */
    static ArrayNode creating(JsonNode pod, Instant now) {
        PodConditions made = new PodConditions(pod, now);
        String names = names(pod, "containers");
        String unready = "containers with unready status: [" + names + "]";
        String init = names(pod, "initContainers");
        made.add("PodReadyToStartContainers", false, null, null);
        if (init.isEmpty()) {
            made.add("Initialized", true, null, null);
        } else {
            made.add(
                    "Initialized",
                    false,
                    "ContainersNotInitialized",
                    "containers with incomplete status: [" + init + "]");
        }
        made.add("Ready", false, "ContainersNotReady", unready);
        made.add("ContainersReady", false, "ContainersNotReady", unready);
        return made.complete();
    }

    /** All containers run and are ready; the pod is, once its readiness gates are open. */
    static ArrayNode running(JsonNode pod, Instant now) {
        PodConditions made = new PodConditions(pod, now);
        List<String> closed = made.closedGates();
        made.add("PodReadyToStartContainers", true, null, null);
        made.add("Initialized", true, null, null);
        if (closed.isEmpty()) {
            made.add("Ready", true, null, null);
        } else {
            made.add("Ready", false, "ReadinessGatesNotReady", String.join(", ", closed));
        }
        made.add("ContainersReady", true, null, null);
        return made.complete();
    }

    /** All containers have ended well. */
    static ArrayNode completed(JsonNode pod, Instant now) {
        PodConditions made = new PodConditions(pod, now);
        made.add("PodReadyToStartContainers", false, null, null);
        made.add("Initialized", true, "PodCompleted", null);
        made.add("Ready", false, "PodCompleted", null);
        made.add("ContainersReady", false, "PodCompleted", null);
        return made.complete();
    }

    private List<String> closedGates() {
        List<String> closed = new ArrayList<>();
        for (JsonNode gate : pod.path("spec").path("readinessGates")) {
            String type = gate.path("conditionType").asText();
            JsonNode condition = find(type);
            String quoted = "corresponding condition of pod readiness gate \"" + type + "\" ";
            if (condition == null) {
                closed.add(quoted + "does not exist.");
            } else if (!condition.path("status").asText().equals("True")) {
                String message = condition.path("message").asText();
                closed.add("the status of pod readiness gate \"" + type + "\" is not \"True\", but "
                        + (message.isEmpty() ? condition.path("status").asText() : message));
            }
        }
        return closed;
    }

    private ArrayNode complete() {
        add("PodScheduled", true, null, null);
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (!OWN.contains(condition.path("type").asText())) {
                conditions.add(condition.deepCopy());
            }
        }
        return conditions;
    }

    private void add(String type, boolean status, @Nullable String reason, @Nullable String message) {
        String word = status ? "True" : "False";
        JsonNode before = find(type);
        boolean same = before != null && before.path("status").asText().equals(word);
        ObjectNode condition = conditions.addObject().put("type", type);
        condition.put("observedGeneration", (int) ObjectMeta.generation(pod));
        condition.put("status", word).putNull("lastProbeTime");
        condition.put(
                "lastTransitionTime",
                same && before != null ? before.path("lastTransitionTime").asText() : now);
        if (reason != null) {
            condition.put("reason", reason);
        }
        if (message != null) {
            condition.put("message", message);
        }
    }

    private @Nullable JsonNode find(String type) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition;
            }
        }
        return null;
    }

    private static String names(JsonNode pod, String list) {
        List<String> names = new ArrayList<>();
        pod.path("spec")
                .path(list)
                .forEach(container -> names.add(container.path("name").asText()));
        return String.join(" ", names);
    }
}
