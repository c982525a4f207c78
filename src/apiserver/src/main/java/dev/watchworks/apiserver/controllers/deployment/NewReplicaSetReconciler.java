package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.ConditionalUpdates;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Updates or creates the replica set for a deployment's present template, and keeps both on the same revision. */
final class NewReplicaSetReconciler {
    private static final int CONFLICT = 409;

    private final InProcessClient registry;
    private final Clock clock;
    private final ResourceType deployments;
    private final ResourceType replicaSets;
    private final ReplicaSetControl replicaSetControl;

    /** The deployment and its replica set after the writes. */
    record Result(DeploymentView deployment, ReplicaSetView set) {}

    NewReplicaSetReconciler(InProcessClient registry, Clock clock, ReplicaSetControl replicaSetControl) {
        this.registry = registry;
        this.clock = clock;
        this.replicaSetControl = replicaSetControl;
        this.deployments = registry.type("deployments.apps");
        this.replicaSets = registry.type("replicasets.apps");
    }

    /** Updates the existing replica set; one of an older revision gets the next revision. */
    Result update(DeploymentView deployment, DeploymentReplicaSets sets, ReplicaSetView existing) {
        ReplicaSetView set = replicaSetControl.update(deployment, existing, nextRevision(sets));
        DeploymentConditions conditions = new DeploymentConditions(deployment.object(), clock.instant());
        boolean found = deployment.hasProgressDeadline() && !conditions.has(DeploymentConditions.PROGRESSING);
        if (found) {
            String message = "Found new replica set \"" + set.name() + "\"";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "FoundNewReplicaSet", message);
        }
        String revision = ObjectMeta.annotation(set.object(), RevisionAnnotations.REVISION);
        boolean behind = !revision.equals(ObjectMeta.annotation(deployment.object(), RevisionAnnotations.REVISION));
        return new Result(found || behind ? writeConditions(deployment, conditions, revision) : deployment, set);
    }

    /** Creates the replica set; throws {@link ApiException} when the API refuses it. */
    Result create(DeploymentView deployment, DeploymentReplicaSets sets) {
        long revision = nextRevision(sets);
        int existing = ReplicaSetView.sum(sets.old(), ReplicaSetView::wanted);
        int replicas = RollingUpdate.newReplicas(deployment, existing, 0);
        String hash = PodTemplateHash.of(deployment.template(), deployment.collisions());
        DeploymentConditions conditions = new DeploymentConditions(deployment.object(), clock.instant());
        ObjectNode created;
        try {
            created = replicaSetControl.create(deployment, hash, revision, replicas);
        } catch (ApiException refused) {
            recordFailure(deployment, conditions, deployment.name() + "-" + hash, refused);
            throw refused;
        }
        if (deployment.hasProgressDeadline()) {
            String message = "Created new replica set \"" + ObjectMeta.name(created) + "\"";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "NewReplicaSetCreated", message);
        }
        return new Result(
                writeConditions(deployment, conditions, Long.toString(revision)), new ReplicaSetView(created));
    }

    private void recordFailure(
            DeploymentView deployment, DeploymentConditions conditions, String name, ApiException refused) {
        if (refused.code() == CONFLICT) {
            ObjectNode other = registry.find(replicaSets, deployment.namespace(), name);
            if (other != null && !OwnerReference.isControlledBy(other, deployment.object())) {
                countCollision(deployment);
            }
            return;
        }
        if (refused.hasStatusCause("NamespaceTerminating")) {
            return;
        }
        String message = "Failed to create new replica set \"" + name + "\": " + refused.getMessage();
        replicaSetControl.recordFailedCreate(deployment, message);
        if (deployment.hasProgressDeadline()) {
            conditions.set(DeploymentConditions.PROGRESSING, "False", "ReplicaSetCreateError", message);
            writeConditions(deployment, conditions, null);
        }
    }

    /** A replica set of another owner has the name: the next attempt uses another hash. */
    private void countCollision(DeploymentView deployment) {
        ConditionalUpdates.updateStatus(
                registry,
                deployments,
                deployment.object(),
                current -> current.withObjectProperty("status").put("collisionCount", deployment.collisions() + 1));
    }

    /** Writes conditions, and the revision unless it is null, in one update of the status, as Kubernetes does. */
    DeploymentView writeConditions(
            DeploymentView deployment, DeploymentConditions conditions, @Nullable String revision) {
        return new DeploymentView(ConditionalUpdates.updateStatus(
                registry, deployments, deployment.object(), current -> {
                    current.withObjectProperty("status").set("conditions", conditions.toJson());
                    if (revision != null) {
                        ObjectMeta.annotate(current, RevisionAnnotations.REVISION, revision);
                    }
                }));
    }

    private static long nextRevision(DeploymentReplicaSets sets) {
        return 1 + sets.old().stream().mapToLong(ReplicaSetView::revision).max().orElse(0);
    }
}
