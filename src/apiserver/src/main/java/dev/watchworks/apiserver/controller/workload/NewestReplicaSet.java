package dev.watchworks.apiserver.controller.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.loop.Refusals;
import dev.watchworks.apiserver.controller.loop.Writes;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.controller.object.OwnerReference;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.status.ApiException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Finds or makes the replica set for a deployment's present template, and keeps both on the same revision. */
final class NewestReplicaSet {
    private static final int CONFLICT = 409;

    private final Registry registry;
    private final Clock clock;
    private final ResourceType deployments;
    private final ResourceType replicaSets;
    private final ReplicaSetWriter writer;

    /** Both as they are after what had to be written. */
    record Result(DeploymentView deployment, ReplicaSetView set) {}

    NewestReplicaSet(Registry registry, Clock clock, ReplicaSetWriter writer) {
        this.registry = registry;
        this.clock = clock;
        this.writer = writer;
        this.deployments = registry.type("deployments.apps");
        this.replicaSets = registry.type("replicasets.apps");
    }

    /** Gives the replica set that exists the next revision, if it is back from an older one. */
    Result adjust(DeploymentView deployment, Generations sets, ReplicaSetView existing) {
        ReplicaSetView set = writer.update(deployment, existing, nextRevision(sets));
        DeploymentConditions conditions = DeploymentConditions.of(deployment.object(), clock.instant());
        boolean found = deployment.hasProgressDeadline() && !conditions.has(DeploymentConditions.PROGRESSING);
        if (found) {
            String message = "Found new replica set \"" + set.name() + "\"";
            conditions.set(DeploymentConditions.PROGRESSING, "True", "FoundNewReplicaSet", message);
        }
        String revision = Metadata.annotation(set.object(), Revisions.REVISION);
        boolean behind = !revision.equals(Metadata.annotation(deployment.object(), Revisions.REVISION));
        return new Result(found || behind ? writeConditions(deployment, conditions, revision) : deployment, set);
    }

    /** Makes the replica set; fails like the API does when it cannot be made. */
    Result create(DeploymentView deployment, Generations sets) {
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
            String message = "Created new replica set \"" + Metadata.name(made) + "\"";
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
        if (Refusals.namespaceEnds(refused)) {
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
        Writes.updateStatus(
                registry,
                deployments,
                deployment.object(),
                current -> Metadata.child(current, "status").put("collisionCount", deployment.collisions() + 1));
    }

    /** Writes conditions, and the revision unless it is null, in one update of the status, as Kubernetes does. */
    DeploymentView writeConditions(
            DeploymentView deployment, DeploymentConditions conditions, @Nullable String revision) {
        return new DeploymentView(Writes.updateStatus(registry, deployments, deployment.object(), current -> {
            Metadata.child(current, "status").set("conditions", conditions.toJson());
            if (revision != null) {
                Metadata.annotate(current, Revisions.REVISION, revision);
            }
        }));
    }

    private static long nextRevision(Generations sets) {
        return 1 + sets.old().stream().mapToLong(ReplicaSetView::revision).max().orElse(0);
    }
}
