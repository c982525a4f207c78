package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The conditions of a deployment's status. A condition that changes moves to the end, as in Kubernetes. */
final class DeploymentConditions {
    static final String PROGRESSING = "Progressing";
    static final String AVAILABLE = "Available";
    static final String REPLICA_FAILURE = "ReplicaFailure";

    /** A status with a copy of the deployment's conditions. */
    private final ObjectNode holder = Json.object();

    private final ArrayNode conditions = holder.withObjectProperty("status").withArrayProperty("conditions");
    private final Instant now;

    DeploymentConditions(JsonNode deployment, Instant now) {
        this.now = now;
        deployment.path("status").path("conditions").forEach(condition -> conditions.add(condition.deepCopy()));
    }

    /** Sets a condition unless it has this status and this reason already. */
    void set(String type, String status, String reason, String message) {
        if (!text(type, "status").equals(status) || !text(type, "reason").equals(reason)) {
            replace(type, status, reason, message);
        }
    }

    /** Sets a condition, with a new lastUpdateTime even if nothing else changes. */
    void replace(String type, String status, String reason, String message) {
        ObjectNode condition = Conditions.create(Conditions.find(holder, type), type, status, now);
        remove(type);
        conditions.add(condition
                .put("lastUpdateTime", Timestamps.seconds(now))
                .put("reason", reason)
                .put("message", message));
    }

    void remove(String type) {
        Conditions.remove(conditions, type);
    }

    /** A field of a condition, or the empty text. */
    String text(String type, String field) {
        return Conditions.text(holder, type, field);
    }

    /** When a condition was last updated, or null when there is no such condition. */
    @Nullable
    Instant lastUpdateTime(String type) {
        return has(type) ? Timestamps.parse(text(type, "lastUpdateTime")) : null;
    }

    boolean has(String type) {
        return Conditions.find(holder, type) != null;
    }

    ArrayNode toJson() {
        return conditions;
    }
}
