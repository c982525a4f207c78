package dev.watchworks.apiserver.controllers.deployment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replica sets of a deployment.
 *
 * @param newest the one with the deployment's present template, or null when it does not exist yet
 * @param old the others, oldest first
 */
record DeploymentReplicaSets(@Nullable ReplicaSetView newest, List<ReplicaSetView> old) {

    DeploymentReplicaSets {
        old = List.copyOf(old);
    }

    /** Sorts a deployment's replica sets; of several with its template, the oldest one counts as the newest. */
    static DeploymentReplicaSets of(DeploymentView deployment, List<ReplicaSetView> sets) {
        List<ReplicaSetView> old = new ArrayList<>(sets);
        old.sort(ReplicaSetView.OLDEST_FIRST);
        ReplicaSetView newest = old.stream()
                .filter(set -> set.hasTemplate(deployment.template()))
                .findFirst()
                .orElse(null);
        if (newest != null) {
            old.remove(newest);
        }
        return new DeploymentReplicaSets(newest, old);
    }

    List<ReplicaSetView> all() {
        List<ReplicaSetView> all = new ArrayList<>(old);
        if (newest != null) {
            all.add(newest);
        }
        return all;
    }

    List<ReplicaSetView> activeOld() {
        return old.stream().filter(ReplicaSetView::isActive).toList();
    }

    DeploymentReplicaSets withNewest(ReplicaSetView other) {
        return new DeploymentReplicaSets(other, old);
    }
}
