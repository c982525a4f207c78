package dev.watchworks.apiserver.controllers.deployment;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calculates the status of a deployment from its replica sets. */
final class DeploymentStatusCalculator {
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

    DeploymentStatusCalculator(DeploymentView deployment, DeploymentReplicaSets sets, Instant now) {
        this.deployment = deployment;
        this.before = deployment.object().path("status");
        this.newest = sets.newest();
        this.all = sets.all();
        this.now = now;
        this.conditions = new DeploymentConditions(deployment.object(), now);
        this.replicas = ReplicaSetView.sum(all, ReplicaSetView::existing);
        this.updated = newest == null ? 0 : newest.existing();
        this.ready = ReplicaSetView.sum(all, ReplicaSetView::ready);
        this.available = ReplicaSetView.sum(all, ReplicaSetView::available);
        setAvailable();
    }

    private void setAvailable() {
        String type = DeploymentConditions.AVAILABLE;
        if (available >= deployment.replicas() - deployment.maxUnavailable()) {
            conditions.set(type, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.");
        } else {
            String message = "Deployment does not have minimum availability.";
            conditions.set(type, "False", "MinimumReplicasUnavailable", message);
        }
    }

    /** Adds the progress of the rollout, and the failure of a replica set to create pods. */
    DeploymentStatusCalculator withProgress() {
        if (!deployment.hasProgressDeadline()) {
            conditions.remove(DeploymentConditions.PROGRESSING);
        } else if (replicas != updated || !reason().equals("NewReplicaSetAvailable")) {
            setProgressing();
        }
        ObjectNode failure = replicaFailure();
        if (failure == null) {
            conditions.remove(DeploymentConditions.REPLICA_FAILURE);
        } else {
            conditions.set(
                    DeploymentConditions.REPLICA_FAILURE,
                    text(failure, "status"),
                    text(failure, "reason"),
                    text(failure, "message"));
        }
        return this;
    }

    private void setProgressing() {
        String subject =
                newest == null ? "Deployment \"" + deployment.name() + "\"" : "ReplicaSet \"" + newest.name() + "\"";
        if (isComplete()) {
            String message = subject + " has successfully progressed.";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "NewReplicaSetAvailable", message);
        } else if (hasProgressed()) {
            String message = subject + " is progressing.";
            conditions.replace(DeploymentConditions.PROGRESSING, "True", "ReplicaSetUpdated", message);
        } else if (hasTimedOut()) {
            String message = subject + " has timed out progressing.";
            conditions.set(DeploymentConditions.PROGRESSING, "False", "ProgressDeadlineExceeded", message);
        }
    }

    private String reason() {
        return conditions.text(DeploymentConditions.PROGRESSING, "reason");
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

    private boolean hasTimedOut() {
        Instant since = conditions.lastUpdateTime(DeploymentConditions.PROGRESSING);
        if (since == null || reason().equals("NewReplicaSetAvailable")) {
            return false;
        }
        return reason().equals("ProgressDeadlineExceeded")
                || since.plusSeconds(deployment.progressDeadlineSeconds()).isBefore(now);
    }

    /** When the deployment exceeds its deadline without further progress, or null when it cannot exceed it. */
    @Nullable
    Instant deadline() {
        Instant since = conditions.lastUpdateTime(DeploymentConditions.PROGRESSING);
        boolean open =
                deployment.hasProgressDeadline() && !isComplete() && !reason().equals("ProgressDeadlineExceeded");
        return open && since != null ? since.plusSeconds(deployment.progressDeadlineSeconds()) : null;
    }

    /** The failure of the newest replica set, or else of an old one, or null. */
    private @Nullable ObjectNode replicaFailure() {
        return Stream.concat(Stream.ofNullable(newest), all.stream())
                .map(set -> Conditions.find(set.object(), DeploymentConditions.REPLICA_FAILURE))
                .filter(condition -> condition != null)
                .findFirst()
                .orElse(null);
    }

    /** The status as the API writes it: without counts of zero. */
    ObjectNode toJson() {
        ObjectNode status = Json.object();
        NestedFields.putUnlessZero(status, "observedGeneration", (int) ObjectMeta.generation(deployment.object()));
        NestedFields.putUnlessZero(status, "replicas", replicas);
        NestedFields.putUnlessZero(status, "updatedReplicas", updated);
        NestedFields.putUnlessZero(status, "readyReplicas", ready);
        NestedFields.putUnlessZero(status, "availableReplicas", available);
        int unavailable = Math.max(0, ReplicaSetView.sum(all, ReplicaSetView::wanted) - available);
        NestedFields.putUnlessZero(status, "unavailableReplicas", unavailable);
        status.set("conditions", conditions.toJson());
        for (String kept : List.of("collisionCount", "terminatingReplicas")) {
            if (before.has(kept)) {
                status.set(kept, before.path(kept));
            }
        }
        return status;
    }
}
