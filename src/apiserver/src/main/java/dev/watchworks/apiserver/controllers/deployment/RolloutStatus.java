package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a deployment's status has to say about its replica sets. */
final class RolloutStatus {
    private final DeploymentView deployment;
    private final JsonNode before;
    private final @Nullable ReplicaSetView newest;
    private final Collection<ReplicaSetView> all;
    private final DeploymentConditions conditions;
    private final Instant now;
    private final int replicas;
    private final int updated;
    private final int ready;
    private final int available;

    RolloutStatus(DeploymentView deployment, DeploymentReplicaSets sets, Instant now) {
        this.deployment = deployment;
        this.before = deployment.object().path("status");
        this.newest = sets.newest();
        this.all = sets.all();
        this.now = now;
        this.conditions = DeploymentConditions.of(deployment.object(), now);
        this.replicas = ReplicaSetView.sum(all, ReplicaSetView::existing);
        this.updated = newest == null ? 0 : newest.existing();
        this.ready = ReplicaSetView.sum(all, ReplicaSetView::ready);
        this.available = ReplicaSetView.sum(all, ReplicaSetView::available);
        availability();
    }

    private void availability() {
        if (available >= deployment.replicas() - deployment.maxUnavailable()) {
            conditions.set(
                    DeploymentConditions.AVAILABLE,
                    "True",
                    "MinimumReplicasAvailable",
                    "Deployment has minimum availability.");
        } else {
            conditions.set(
                    DeploymentConditions.AVAILABLE,
                    "False",
                    "MinimumReplicasUnavailable",
                    "Deployment does not have minimum availability.");
        }
    }

    /** Adds how the roll-out goes on, and what keeps replica sets from making pods. */
    RolloutStatus withProgress() {
        if (!deployment.hasProgressDeadline()) {
            conditions.remove(DeploymentConditions.PROGRESSING);
        } else if (replicas != updated || !reason().equals("NewReplicaSetAvailable")) {
            progress();
        }
        JsonNode failure = failure();
        if (failure == null) {
            conditions.remove(DeploymentConditions.REPLICA_FAILURE);
        } else {
            conditions.takeOver(failure);
        }
        return this;
    }

    private void progress() {
        String subject =
                newest == null ? "Deployment \"" + deployment.name() + "\"" : "ReplicaSet \"" + newest.name() + "\"";
        if (isComplete()) {
            String message = subject + " has successfully progressed.";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "NewReplicaSetAvailable", message);
        } else if (hasProgressed()) {
            String message = subject + " is progressing.";
            conditions.replace(DeploymentConditions.PROGRESSING, "True", "ReplicaSetUpdated", message);
        } else if (isLate()) {
            String message = subject + " has timed out progressing.";
            conditions.set(DeploymentConditions.PROGRESSING, "False", "ProgressDeadlineExceeded", message);
        }
    }

    private String reason() {
        return conditions.reason(DeploymentConditions.PROGRESSING);
    }

    private boolean isComplete() {
        int wanted = deployment.replicas();
        return updated == wanted && replicas == wanted && available == wanted;
    }

    private boolean hasProgressed() {
        int oldBefore =
                before.path("replicas").asInt() - before.path("updatedReplicas").asInt();
        return updated > before.path("updatedReplicas").asInt()
                || replicas - updated < oldBefore
                || ready > before.path("readyReplicas").asInt()
                || available > before.path("availableReplicas").asInt();
    }

    private boolean isLate() {
        Instant since = conditions.updated(DeploymentConditions.PROGRESSING);
        if (since == null || reason().equals("NewReplicaSetAvailable")) {
            return false;
        }
        return reason().equals("ProgressDeadlineExceeded")
                || since.plusSeconds(deployment.progressDeadlineSeconds()).isBefore(now);
    }

    /** When the deployment would be late without further progress, or null when it cannot become so. */
    @Nullable
    Instant deadline() {
        Instant since = conditions.updated(DeploymentConditions.PROGRESSING);
        boolean open =
                deployment.hasProgressDeadline() && !isComplete() && !reason().equals("ProgressDeadlineExceeded");
        return open && since != null ? since.plusSeconds(deployment.progressDeadlineSeconds()) : null;
    }

    private @Nullable JsonNode failure() {
        JsonNode ofNewest = newest == null ? null : failure(newest);
        if (ofNewest != null) {
            return ofNewest;
        }
        return all.stream()
                .map(RolloutStatus::failure)
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable JsonNode failure(ReplicaSetView set) {
        for (JsonNode condition : set.object().path("status").path("conditions")) {
            if (condition.path("type").asText().equals(DeploymentConditions.REPLICA_FAILURE)) {
                return condition;
            }
        }
        return null;
    }

    /** As the API writes it: counts of zero are left out. */
    ObjectNode toJson() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        put(status, "observedGeneration", (int) ObjectMeta.generation(deployment.object()));
        put(status, "replicas", replicas);
        put(status, "updatedReplicas", updated);
        put(status, "readyReplicas", ready);
        put(status, "availableReplicas", available);
        put(status, "unavailableReplicas", Math.max(0, ReplicaSetView.sum(all, ReplicaSetView::wanted) - available));
        status.set("conditions", conditions.toJson());
        for (String kept : List.of("collisionCount", "terminatingReplicas")) {
            if (before.has(kept)) {
                status.set(kept, before.path(kept));
            }
        }
        return status;
    }

    private static void put(ObjectNode status, String field, int count) {
        if (count != 0) {
            status.put(field, count);
        }
    }
}
