package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** Creates and deletes the pods of a replica set, and records events about it. */
final class PodControl {
    private static final EventSource SOURCE = EventSource.controller("replicaset-controller");

    private final InProcessClient registry;
    private final EventRecorder events;
    private final ResourceType replicaSets;
    private final ResourceType pods;

    PodControl(InProcessClient registry, EventRecorder events) {
        this.registry = registry;
        this.events = events;
        this.replicaSets = registry.type("replicasets.apps");
        this.pods = registry.type("pods");
    }

    /** Creates a pod; returns false without creating it when the namespace is being deleted. */
    boolean create(ObjectNode set) {
        ObjectNode created;
        try {
            created = registry.create(pods, ObjectMeta.namespace(set), pod(set));
        } catch (ApiException refused) {
            if (refused.hasStatusCause("NamespaceTerminating")) {
                return false;
            }
            String message = "Error creating: " + refused.getMessage();
            events.record(SOURCE, EventDetails.warning(replicaSets, set, "FailedCreate", message));
            throw refused;
        }
        String message = "Created pod: " + ObjectMeta.name(created);
        events.record(SOURCE, EventDetails.normal(replicaSets, set, "SuccessfulCreate", message));
        return true;
    }

    private ObjectNode pod(ObjectNode set) {
        JsonNode template = set.path("spec").path("template");
        ObjectNode pod = pods.newGeneratedObject(ObjectMeta.namespace(set), ObjectMeta.name(set) + "-");
        for (String field : List.of("labels", "annotations", "finalizers")) {
            JsonNode value = template.path("metadata").path(field);
            if (!value.isEmpty()) {
                ObjectMeta.getOrCreate(pod).set(field, value.deepCopy());
            }
        }
        OwnerReference.addController(pod, replicaSets.apiVersion(), replicaSets.kind(), set);
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    void delete(ObjectNode set, ObjectNode pod) {
        DeleteOptions options = new DeleteOptions(null, null, ObjectMeta.uid(pod), null);
        registry.delete(pods, ObjectMeta.namespace(pod), ObjectMeta.name(pod), options);
        String message = "Deleted pod: " + ObjectMeta.name(pod);
        events.record(SOURCE, EventDetails.normal(replicaSets, set, "SuccessfulDelete", message));
    }
}
