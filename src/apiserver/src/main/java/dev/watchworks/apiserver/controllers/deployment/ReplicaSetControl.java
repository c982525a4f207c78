package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.runtime.ConditionalUpdates;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;

/** Creates, scales and deletes the replica sets of a deployment, and records events about it. */
final class ReplicaSetControl {
    private static final EventSource SOURCE = EventSource.controller("deployment-controller");

    private final InProcessClient registry;
    private final EventRecorder events;
    private final ResourceType deployments;
    private final ResourceType replicaSets;

    ReplicaSetControl(InProcessClient registry, EventRecorder events) {
        this.registry = registry;
        this.events = events;
        this.deployments = registry.type("deployments.apps");
        this.replicaSets = registry.type("replicasets.apps");
    }

    /** Creates the replica set for the deployment's present template. */
    ObjectNode create(DeploymentView deployment, String hash, long revision, int replicas) {
        ObjectNode set = replicaSets.newObject(deployment.namespace(), deployment.name() + "-" + hash);
        ObjectNode template = deployment.template().deepCopy();
        ObjectNode labels = ObjectMeta.getOrCreate(template).withObjectProperty("labels");
        labels.put(PodTemplateHash.LABEL, hash);
        ObjectMeta.getOrCreate(set).set("labels", labels.deepCopy());
        ObjectNode spec = set.putObject("spec").put("replicas", replicas);
        NestedFields.putUnlessZero(spec, "minReadySeconds", deployment.minReadySeconds());
        spec.set("selector", deployment.object().path("spec").path("selector").deepCopy());
        spec.withObjectProperty("selector").withObjectProperty("matchLabels").put(PodTemplateHash.LABEL, hash);
        spec.set("template", template);
        RevisionAnnotations.annotate(set, deployment, revision);
        RevisionAnnotations.setReplicas(set, deployment);
        OwnerReference.addController(set, deployments.apiVersion(), deployments.kind(), deployment.object());
        ObjectNode created = registry.create(replicaSets, deployment.namespace(), set);
        if (replicas > 0) {
            recordScaled(deployment, new ReplicaSetView(created), 0, replicas);
        }
        return created;
    }

    /** Scales a replica set and annotates it with the deployment's size; returns whether its replicas changed. */
    boolean scale(DeploymentView deployment, ReplicaSetView set, int replicas) {
        if (set.wanted() == replicas
                && !RevisionAnnotations.setReplicas(set.object().deepCopy(), deployment)) {
            return false;
        }
        ConditionalUpdates.update(registry, replicaSets, set.object(), object -> {
            object.withObjectProperty("spec").put("replicas", replicas);
            RevisionAnnotations.setReplicas(object, deployment);
        });
        if (set.wanted() == replicas) {
            return false;
        }
        recordScaled(deployment, set, set.wanted(), replicas);
        return true;
    }

    private void recordScaled(DeploymentView deployment, ReplicaSetView set, int from, int to) {
        String message =
                "Scaled " + (to > from ? "up" : "down") + " replica set " + set.name() + " from " + from + " to " + to;
        events.record(SOURCE, EventDetails.normal(deployments, deployment.object(), "ScalingReplicaSet", message));
    }

    /** Records that a replica set could not be created. */
    void recordFailedCreate(DeploymentView deployment, String message) {
        events.record(SOURCE, EventDetails.warning(deployments, deployment.object(), "ReplicaSetCreateError", message));
    }

    /** Copies revision, annotations and minReadySeconds of the deployment; returns the replica set as stored. */
    ReplicaSetView update(DeploymentView deployment, ReplicaSetView set, long revision) {
        ObjectNode copy = set.object().deepCopy();
        if (!prepare(copy, deployment, revision)) {
            return set;
        }
        return new ReplicaSetView(ConditionalUpdates.update(
                registry, replicaSets, set.object(), object -> prepare(object, deployment, revision)));
    }

    private static boolean prepare(ObjectNode set, DeploymentView deployment, long revision) {
        boolean changed = RevisionAnnotations.annotate(set, deployment, revision);
        ObjectNode spec = set.withObjectProperty("spec");
        if (spec.path("minReadySeconds").asInt() != deployment.minReadySeconds()) {
            spec.put("minReadySeconds", deployment.minReadySeconds());
            changed = true;
        }
        return changed;
    }

    /** Deletes an old replica set without pods. */
    void delete(ReplicaSetView set) {
        String version = ObjectMeta.resourceVersion(set.object());
        DeleteOptions options = new DeleteOptions(null, null, ObjectMeta.uid(set.object()), version);
        registry.delete(replicaSets, set.namespace(), set.name(), options);
    }
}
