package dev.watchworks.apiserver.controllers.kubelet;

import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The conditions of a pod as a kubelet writes them: its own five, then those of other writers. */
final class PodConditions {
    private static final Set<String> OWN =
            Set.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");

    private final JsonNode pod;
    private final Instant now;
    private final ArrayNode conditions = Json.array();

    private PodConditions(JsonNode pod, Instant now) {
        this.pod = pod;
        this.now = now;
    }

    /** The conditions while the containers wait for their images or for the init containers. */
    static ArrayNode creating(JsonNode pod, Instant now) {
        PodConditions conditions = new PodConditions(pod, now);
        String names = names(pod, "containers");
        String unready = "containers with unready status: [" + names + "]";
        String init = names(pod, "initContainers");
        conditions.add("PodReadyToStartContainers", false, "", "");
        if (init.isEmpty()) {
            conditions.add("Initialized", true, "", "");
        } else {
            String incomplete = "containers with incomplete status: [" + init + "]";
            conditions.add("Initialized", false, "ContainersNotInitialized", incomplete);
        }
        conditions.add("Ready", false, "ContainersNotReady", unready);
        conditions.add("ContainersReady", false, "ContainersNotReady", unready);
        return conditions.complete();
    }

    /** The conditions when all containers are ready. Ready is True if the conditions of all readiness gates are True. */
    static ArrayNode running(JsonNode pod, Instant now) {
        PodConditions conditions = new PodConditions(pod, now);
        List<String> closed = conditions.closedGates();
        conditions.add("PodReadyToStartContainers", true, "", "");
        conditions.add("Initialized", true, "", "");
        String reason = closed.isEmpty() ? "" : "ReadinessGatesNotReady";
        conditions.add("Ready", closed.isEmpty(), reason, String.join(", ", closed));
        conditions.add("ContainersReady", true, "", "");
        return conditions.complete();
    }

    /** The conditions after all containers have ended with exit code 0. */
    static ArrayNode completed(JsonNode pod, Instant now) {
        PodConditions conditions = new PodConditions(pod, now);
        conditions.add("PodReadyToStartContainers", false, "", "");
        conditions.add("Initialized", true, "PodCompleted", "");
        conditions.add("Ready", false, "PodCompleted", "");
        conditions.add("ContainersReady", false, "PodCompleted", "");
        return conditions.complete();
    }

    private List<String> closedGates() {
        List<String> closed = new ArrayList<>();
        for (JsonNode gate : pod.path("spec").path("readinessGates")) {
            String type = text(gate, "conditionType");
            JsonNode condition = Conditions.find(pod, type);
            if (condition == null) {
                closed.add("corresponding condition of pod readiness gate \"" + type + "\" does not exist.");
            } else if (!text(condition, "status").equals("True")) {
                String message = text(condition, "message");
                closed.add("the status of pod readiness gate \"" + type + "\" is not \"True\", but "
                        + (message.isEmpty() ? text(condition, "status") : message));
            }
        }
        return closed;
    }

    private ArrayNode complete() {
        add("PodScheduled", true, "", "");
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (!OWN.contains(text(condition, "type"))) {
                conditions.add(condition.deepCopy());
            }
        }
        return conditions;
    }

    private void add(String type, boolean status, String reason, String message) {
        ObjectNode condition = Conditions.create(Conditions.find(pod, type), type, status ? "True" : "False", now)
                .put("observedGeneration", (int) ObjectMeta.generation(pod))
                .putNull("lastProbeTime");
        Json.putUnlessEmpty(condition, "reason", reason);
        Json.putUnlessEmpty(condition, "message", message);
        conditions.add(condition);
    }

    private static String names(JsonNode pod, String list) {
        return objects(pod, "spec", list).stream()
                .map(container -> text(container, "name"))
                .collect(Collectors.joining(" "));
    }
}
