package dev.watchworks.apiserver.api.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Replica sets (Kubernetes' {@code registry/apps/replicaset}). */
public final class ReplicaSetStrategy extends WorkloadStrategy {

    public ReplicaSetStrategy() {
        super("apps.ReplicaSetSpec");
    }

    @Override
    public void initializeStatus(ObjectNode status) {
        status.put("replicas", 0);
    }
}
