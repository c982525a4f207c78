package dev.watchworks.apiserver.api.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Stateful sets (Kubernetes' {@code registry/apps/statefulset}); nothing controls them here. */
public final class StatefulSetStrategy extends WorkloadStrategy {

    public StatefulSetStrategy() {
        super("apps.StatefulSetSpec");
    }

    @Override
    public void initializeStatus(ObjectNode status) {
        status.put("replicas", 0).put("availableReplicas", 0);
    }
}
