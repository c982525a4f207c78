package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The annotations with revision and size on deployments and replica sets. */
final class RevisionAnnotations {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String DESIRED_REPLICAS = "deployment.kubernetes.io/desired-replicas";
    static final String MAXIMUM_REPLICAS = "deployment.kubernetes.io/max-replicas";
    private static final String HISTORY = "deployment.kubernetes.io/revision-history";

    /** Enough for about a hundred revisions; all annotations together may have 256 KiB. */
    private static final int HISTORY_CHARACTERS = 2000;

    private static final Set<String> NOT_COPIED = Set.of(
            "kubectl.kubernetes.io/last-applied-configuration",
            REVISION,
            HISTORY,
            DESIRED_REPLICAS,
            MAXIMUM_REPLICAS,
            "deprecated.deployment.rollback.to");

    private RevisionAnnotations() {}

    /** Copies the deployment's annotations, and sets the revision unless it is a later one; returns whether that changed. */
    static boolean annotate(ObjectNode replicaSet, DeploymentView deployment, long revision) {
        boolean changed = false;
        for (var annotation : ObjectMeta.annotations(deployment.object()).entrySet()) {
            if (!NOT_COPIED.contains(annotation.getKey())) {
                changed |= ObjectMeta.annotate(replicaSet, annotation.getKey(), annotation.getValue());
            }
        }
        String before = ObjectMeta.annotation(replicaSet, REVISION);
        if (new ReplicaSetView(replicaSet).revision() >= revision) {
            return changed;
        }
        ObjectMeta.annotate(replicaSet, REVISION, Long.toString(revision));
        if (!before.isEmpty()) {
            addToHistory(replicaSet, before);
        }
        return true;
    }

    private static void addToHistory(ObjectNode replicaSet, String revision) {
        String history = ObjectMeta.annotation(replicaSet, HISTORY);
        Deque<String> revisions = new ArrayDeque<>(history.isEmpty() ? List.of() : List.of(history.split(",")));
        revisions.addLast(revision);
        while (String.join(",", revisions).length() > HISTORY_CHARACTERS) {
            revisions.removeFirst();
        }
        ObjectMeta.annotate(replicaSet, HISTORY, String.join(",", revisions));
    }

    /** Sets the annotations with the deployment's size; returns whether that changed the replica set. */
    static boolean setReplicas(ObjectNode replicaSet, DeploymentView deployment) {
        String desired = Integer.toString(deployment.replicas());
        String maximum = Integer.toString(deployment.replicas() + deployment.maxSurge());
        boolean changed = ObjectMeta.annotate(replicaSet, DESIRED_REPLICAS, desired);
        return ObjectMeta.annotate(replicaSet, MAXIMUM_REPLICAS, maximum) || changed;
    }
}
