package dev.watchworks.apiserver.controllers.deployment;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scales a deployment: a single replica set directly, several ones during a rollout in proportion to their sizes. */
final class ProportionalScaling {
    private final ReplicaSetControl replicaSetControl;

    ProportionalScaling(ReplicaSetControl replicaSetControl) {
        this.replicaSetControl = replicaSetControl;
    }

    /** Whether the deployment's size has changed since its replica sets were last scaled. */
    static boolean isDue(DeploymentView deployment, DeploymentReplicaSets sets) {
        return sets.all().stream()
                .filter(ReplicaSetView::isActive)
                .mapToLong(ReplicaSetView::desiredReplicas)
                .anyMatch(desired -> desired >= 0 && desired != deployment.replicas());
    }

    void scale(DeploymentView deployment, DeploymentReplicaSets sets) {
        List<ReplicaSetView> active = new ArrayList<>(
                sets.all().stream().filter(ReplicaSetView::isActive).toList());
        ReplicaSetView single = active.size() > 1 ? null : active.isEmpty() ? latest(sets) : active.get(0);
        if (active.size() <= 1) {
            if (single != null && single.wanted() != deployment.replicas()) {
                replicaSetControl.scale(deployment, single, deployment.replicas());
            }
        } else if (isSaturated(deployment, sets.newest())) {
            sets.activeOld().forEach(old -> replicaSetControl.scale(deployment, old, 0));
        } else if (deployment.isRolling()) {
            scaleInProportion(deployment, active);
        }
    }

    private static @Nullable ReplicaSetView latest(DeploymentReplicaSets sets) {
        if (sets.newest() != null) {
            return sets.newest();
        }
        return sets.old().isEmpty() ? null : sets.old().get(sets.old().size() - 1);
    }

    private static boolean isSaturated(DeploymentView deployment, @Nullable ReplicaSetView newest) {
        return newest != null
                && newest.wanted() == deployment.replicas()
                && newest.desiredReplicas() == deployment.replicas()
                && newest.available() == deployment.replicas();
    }

    private void scaleInProportion(DeploymentView deployment, List<ReplicaSetView> active) {
        int allowed = deployment.replicas() > 0 ? deployment.replicas() + deployment.maxSurge() : 0;
        int toAdd = allowed - ReplicaSetView.sum(active, ReplicaSetView::wanted);
        active.sort(toAdd > 0 ? ReplicaSetView.LARGEST_THEN_NEWEST : ReplicaSetView.LARGEST_THEN_OLDEST);
        int added = 0;
        int[] sizes = new int[active.size()];
        for (int index = 0; index < sizes.length; index++) {
            int share = toAdd == 0 ? 0 : share(deployment, active.get(index), toAdd, toAdd - added);
            sizes[index] = active.get(index).wanted() + share;
            added += share;
        }
        sizes[0] = Math.max(0, sizes[0] + toAdd - added);
        for (int index = 0; index < sizes.length; index++) {
            replicaSetControl.scale(deployment, active.get(index), sizes[index]);
        }
    }

    private static int share(DeploymentView deployment, ReplicaSetView set, int toAdd, int left) {
        int fraction = fraction(deployment, set);
        return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    }

    private static int fraction(DeploymentView deployment, ReplicaSetView set) {
        if (deployment.replicas() == 0) {
            return -set.wanted();
        }
        long before = set.maximumReplicas();
        if (before <= 0) {
            before = deployment.object().path("status").path("replicas").asLong();
        }
        if (before == 0) {
            return 0;
        }
        double size = (double) set.wanted() * (deployment.replicas() + deployment.maxSurge()) / before;
        return (int) Math.round(size) - set.wanted();
    }
}
