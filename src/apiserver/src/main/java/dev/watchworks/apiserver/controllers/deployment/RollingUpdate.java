package dev.watchworks.apiserver.controllers.deployment;

import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** One step of a rolling update: more new pods if the surge allows it, otherwise fewer old pods if enough are available. */
final class RollingUpdate {
    private final ReplicaSetControl replicaSetControl;

    RollingUpdate(ReplicaSetControl replicaSetControl) {
        this.replicaSetControl = replicaSetControl;
    }

    /** The replicas that the newest replica set may have now. */
    static int newReplicas(DeploymentView deployment, int existing, int newest) {
        if (!deployment.isRolling()) {
            return deployment.replicas();
        }
        int room = deployment.replicas() + deployment.maxSurge() - existing;
        return room <= 0 ? newest : newest + Math.min(room, deployment.replicas() - newest);
    }

    /** Takes the step; returns whether a replica set was scaled. */
    boolean step(DeploymentView deployment, DeploymentReplicaSets sets, ReplicaSetView newest) {
        return scaleNewest(deployment, sets, newest) || scaleOld(deployment, sets, newest);
    }

    private boolean scaleNewest(DeploymentView deployment, DeploymentReplicaSets sets, ReplicaSetView newest) {
        if (newest.wanted() == deployment.replicas()) {
            return false;
        }
        int existing = ReplicaSetView.sum(sets.all(), ReplicaSetView::possiblePods);
        int replicas = newest.wanted() > deployment.replicas()
                ? deployment.replicas()
                : newReplicas(deployment, existing, newest.wanted());
        return newest.wanted() != replicas && replicaSetControl.scale(deployment, newest, replicas);
    }

    private boolean scaleOld(DeploymentView deployment, DeploymentReplicaSets sets, ReplicaSetView newest) {
        List<ReplicaSetView> old = sets.activeOld();
        int minimum = deployment.replicas() - deployment.maxUnavailable();
        int removable = ReplicaSetView.sum(sets.all(), ReplicaSetView::wanted)
                - minimum
                - (newest.wanted() - newest.available());
        if (old.isEmpty() || removable <= 0) {
            return false;
        }
        int[] wanted = old.stream().mapToInt(ReplicaSetView::wanted).toArray();
        // Unavailable pods serve no requests, so they are removed first.
        remove(wanted, removable, index -> wanted[index] - old.get(index).available());
        int available = ReplicaSetView.sum(sets.all(), ReplicaSetView::certainlyAvailable);
        remove(wanted, available - minimum, index -> wanted[index]);
        boolean scaled = false;
        for (int index = 0; index < wanted.length; index++) {
            if (wanted[index] != old.get(index).wanted()) {
                scaled |= replicaSetControl.scale(deployment, old.get(index), wanted[index]);
            }
        }
        return scaled;
    }

    /** Lowers the sizes by {@code removable} in all, each by at most its number of candidates. */
    private static void remove(int[] sizes, int removable, IntUnaryOperator candidates) {
        int left = removable;
        for (int index = 0; index < sizes.length && left > 0; index++) {
            int fewer = Math.min(left, Math.max(0, candidates.applyAsInt(index)));
            sizes[index] -= fewer;
            left -= fewer;
        }
    }

    /** Old replica sets without pods beyond the revision history limit, earliest revisions first. */
    static List<ReplicaSetView> expired(DeploymentView deployment, DeploymentReplicaSets sets) {
        List<ReplicaSetView> candidates = new ArrayList<>(sets.old());
        candidates.removeIf(set -> ObjectMeta.isBeingDeleted(set.object()));
        candidates.sort(ReplicaSetView.BY_REVISION);
        int tooMany = candidates.size() - deployment.revisionHistoryLimit();
        return candidates.subList(0, Math.max(0, tooMany)).stream()
                .filter(set -> set.existing() == 0 && !set.isActive() && set.isObserved())
                .toList();
    }
}
