package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.OptimisticUpdates;
import dev.watchworks.apiserver.controllers.runtime.StatusCauses;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Finds or makes the replica set for a deployment's present template, and keeps both on the same revision. */
final class NewReplicaSet {
    private static final int CONFLICT = 409;

    private final Registry registry;
    private final Clock clock;
    private final ResourceType deployments;
    private final ResourceType replicaSets;
    private final ReplicaSetControl writer;

    /** Both as they are after what had to be written. */
    record Result(DeploymentView deployment, ReplicaSetView set) {}

    NewReplicaSet(Registry registry, Clock clock, ReplicaSetControl writer) {
        this.registry = registry;
        this.clock = clock;
        this.writer = writer;
        this.deployments = registry.type("deployments.apps");
        this.replicaSets = registry.type("replicasets.apps");
    }

    /** Gives the replica set that exists the next revision, if it is back from an older one. */
    Result adjust(DeploymentView deployment, DeploymentReplicaSets sets, ReplicaSetView existing) {
        ReplicaSetView set = writer.update(deployment, existing, nextRevision(sets));
        DeploymentConditions conditions = DeploymentConditions.of(deployment.object(), clock.instant());
        boolean found = deployment.hasProgressDeadline() && !conditions.has(DeploymentConditions.PROGRESSING);
        if (found) {
            String message = "Found new replica set \"" + set.name() + "\"";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "FoundNewReplicaSet", message);
        }
        String revision = ObjectMeta.annotation(set.object(), RevisionAnnotations.REVISION);
        boolean behind = !revision.equals(ObjectMeta.annotation(deployment.object(), RevisionAnnotations.REVISION));
        return new Result(found || behind ? writeConditions(deployment, conditions, revision) : deployment, set);
    }

    /** Makes the replica set; fails like the API does when it cannot be made. */
    Result create(DeploymentView deployment, DeploymentReplicaSets sets) {
        long revision = nextRevision(sets);
        int existing = ReplicaSetView.sum(sets.old(), ReplicaSetView::wanted);
        int replicas = RollingUpdate.newReplicas(deployment, existing, 0);
        String hash = PodTemplateHash.of(deployment.template(), deployment.collisions());
        DeploymentConditions conditions = DeploymentConditions.of(deployment.object(), clock.instant());
        ObjectNode made;
        try {
            made = writer.create(deployment, hash, revision, replicas);
        } catch (ApiException refused) {
            explain(deployment, conditions, deployment.name() + "-" + hash, refused);
            throw refused;
        }
        if (deployment.hasProgressDeadline()) {
            String message = "Created new replica set \"" + ObjectMeta.name(made) + "\"";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "NewReplicaSetCreated", message);
        }
        return new Result(writeConditions(deployment, conditions, Long.toString(revision)), new ReplicaSetView(made));
    }

    private void explain(
            DeploymentView deployment, DeploymentConditions conditions, String name, ApiException refused) {
        if (refused.code() == CONFLICT) {
            ObjectNode other = registry.find(replicaSets, deployment.namespace(), name);
            if (other != null && !OwnerReference.isControlledBy(other, deployment.object())) {
                countCollision(deployment);
            }
            return;
        }
        if (StatusCauses.namespaceEnds(refused)) {
            return;
        }
        String message = "Failed to create new replica set \"" + name + "\": " + refused.getMessage();
        writer.tellFailed(deployment, message);
        if (deployment.hasProgressDeadline()) {
            conditions.set(DeploymentConditions.PROGRESSING, "False", "ReplicaSetCreateError", message);
            writeConditions(deployment, conditions, null);
        }
    }

    /** Another's replica set has the name: the next try takes another hash. */
    private void countCollision(DeploymentView deployment) {
        OptimisticUpdates.updateStatus(
                registry,
                deployments,
                deployment.object(),
                current -> current.withObjectProperty("status").put("collisionCount", deployment.collisions() + 1));
    }

    /** Writes conditions, and the revision unless it is null, in one update of the status, as Kubernetes does. */
    DeploymentView writeConditions(
            DeploymentView deployment, DeploymentConditions conditions, @Nullable String revision) {
        return new DeploymentView(OptimisticUpdates.updateStatus(
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
