package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The conditions of a deployment's status; one that changes moves to the end, as Kubernetes has it. */
final class DeploymentConditions {
    static final String PROGRESSING = "Progressing";
    static final String AVAILABLE = "Available";
    static final String REPLICA_FAILURE = "ReplicaFailure";

    private final List<ObjectNode> conditions = new ArrayList<>();
    private final Instant now;

    private DeploymentConditions(Instant now) {
        this.now = now;
    }

    static DeploymentConditions of(JsonNode deployment, Instant now) {
        DeploymentConditions all = new DeploymentConditions(now);
        for (JsonNode condition : deployment.path("status").path("conditions")) {
            if (condition instanceof ObjectNode object) {
                all.conditions.add(object.deepCopy());
            }
        }
        return all;
    }

    /** Sets a condition; with the status and the reason that it has, nothing happens. */
    void set(String type, String status, String reason, String message) {
        ObjectNode current = find(type);
        if (current == null || !has(current, "status", status) || !has(current, "reason", reason)) {
            replace(type, status, reason, message);
        }
    }

    /** Sets a condition and its lastUpdateTime in any case. */
    void replace(String type, String status, String reason, String message) {
        ObjectNode current = find(type);
        String time = Timestamps.seconds(now);
        boolean same = current != null && has(current, "status", status);
        remove(type);
        conditions.add(JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("status", status)
                .put("lastUpdateTime", time)
                .put("lastTransitionTime", same && current != null ? text(current, "lastTransitionTime") : time)
                .put("reason", reason)
                .put("message", message));
    }

    /** Takes over a condition of a replica set, which has no lastUpdateTime. */
    void takeOver(JsonNode condition) {
        set(text(condition, "type"), text(condition, "status"), text(condition, "reason"), text(condition, "message"));
    }

    void remove(String type) {
        conditions.removeIf(condition -> has(condition, "type", type));
    }

    /** The reason of a condition; empty when there is no such condition. */
    String reason(String type) {
        ObjectNode condition = find(type);
        return condition == null ? "" : text(condition, "reason");
    }

    /** When a condition was last updated, or null when there is none. */
    @Nullable
    Instant updated(String type) {
        ObjectNode condition = find(type);
        return condition == null ? null : Timestamps.parse(text(condition, "lastUpdateTime"));
    }

    boolean has(String type) {
        return find(type) != null;
    }

    ArrayNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        conditions.forEach(array::add);
        return array;
    }

    private @Nullable ObjectNode find(String type) {
        return conditions.stream()
                .filter(condition -> has(condition, "type", type))
                .findFirst()
                .orElse(null);
    }

    private static boolean has(JsonNode condition, String field, String value) {
        return text(condition, field).equals(value);
    }

    private static String text(JsonNode condition, String field) {
        return condition.path(field).asText();
    }
}
