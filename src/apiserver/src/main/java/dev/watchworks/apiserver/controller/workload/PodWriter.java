package dev.watchworks.apiserver.controller.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.event.EventRecorder;
import dev.watchworks.apiserver.controller.event.EventSource;
import dev.watchworks.apiserver.controller.event.Occurrence;
import dev.watchworks.apiserver.controller.loop.Refusals;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.controller.object.OwnerReference;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.status.ApiException;
import java.util.List;

/** Makes and deletes the pods of a replica set, and tells of it. */
final class PodWriter {
    private static final EventSource SOURCE = EventSource.controller("replicaset-controller");

    private final Registry registry;
    private final EventRecorder events;
    private final ResourceType replicaSets;
    private final ResourceType pods;

    PodWriter(Registry registry, EventRecorder events) {
        this.registry = registry;
        this.events = events;
        this.replicaSets = registry.type("replicasets.apps");
        this.pods = registry.type("pods");
    }

    /** Makes a pod; false when its namespace is being deleted, where no pod can be made any more. */
    boolean create(ObjectNode set) {
        ObjectNode created;
        try {
            created = registry.create(pods, Metadata.namespace(set), pod(set));
        } catch (ApiException refused) {
            if (Refusals.namespaceEnds(refused)) {
                return false;
            }
            String message = "Error creating: " + refused.getMessage();
            events.record(SOURCE, Occurrence.warning(replicaSets, set, "FailedCreate", message));
            throw refused;
        }
        String message = "Created pod: " + Metadata.name(created);
        events.record(SOURCE, Occurrence.normal(replicaSets, set, "SuccessfulCreate", message));
        return true;
    }

    private ObjectNode pod(ObjectNode set) {
        JsonNode template = set.path("spec").path("template");
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("kind", pods.kind()).put("apiVersion", pods.apiVersion());
        ObjectNode metadata = pod.putObject("metadata").put("generateName", Metadata.name(set) + "-");
        metadata.put("namespace", Metadata.namespace(set));
        for (String field : List.of("labels", "annotations", "finalizers")) {
            JsonNode value = template.path("metadata").path(field);
            if (!value.isEmpty()) {
                metadata.set(field, value.deepCopy());
            }
        }
        OwnerReference.addController(pod, replicaSets, set);
        pod.set("spec", template.path("spec").deepCopy());
        return pod;
    }

    void delete(ObjectNode set, ObjectNode pod) {
        DeleteOptions options = new DeleteOptions(null, null, Metadata.uid(pod), null);
        registry.delete(pods, Metadata.namespace(pod), Metadata.name(pod), options);
        String message = "Deleted pod: " + Metadata.name(pod);
        events.record(SOURCE, Occurrence.normal(replicaSets, set, "SuccessfulDelete", message));
    }
}
