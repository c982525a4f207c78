package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.runtime.StatusCauses;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** Makes and deletes the pods of a replica set, and tells of it. */
final class PodControl {
    private static final EventSource SOURCE = EventSource.controller("replicaset-controller");

    private final Registry registry;
    private final EventRecorder events;
    private final ResourceType replicaSets;
    private final ResourceType pods;

    PodControl(Registry registry, EventRecorder events) {
        this.registry = registry;
        this.events = events;
        this.replicaSets = registry.type("replicasets.apps");
        this.pods = registry.type("pods");
    }

    /** Makes a pod; false when its namespace is being deleted, where no pod can be made any more. */
    boolean create(ObjectNode set) {
        ObjectNode created;
        try {
            created = registry.create(pods, ObjectMeta.namespace(set), pod(set));
        } catch (ApiException refused) {
            if (StatusCauses.namespaceEnds(refused)) {
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
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("kind", pods.kind()).put("apiVersion", pods.apiVersion());
        ObjectNode metadata = pod.putObject("metadata").put("generateName", ObjectMeta.name(set) + "-");
        metadata.put("namespace", ObjectMeta.namespace(set));
        for (String field : List.of("labels", "annotations", "finalizers")) {
            JsonNode value = template.path("metadata").path(field);
            if (!value.isEmpty()) {
                metadata.set(field, value.deepCopy());
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
