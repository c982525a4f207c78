package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.latency.SimulatedLatency;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The events that a kubelet tells of containers and images, and which images the node has. */
public final class ContainerEvents {
    private final EventRecorder recorder;
    private final EventSource source;
    private final ResourceType pods;
    private final SimulatedLatency pace;
    private final Set<String> images = ConcurrentHashMap.newKeySet();

    public ContainerEvents(Registry registry, EventRecorder recorder, SimulatedLatency pace, NodeIdentity node) {
        this.recorder = recorder;
        this.source = new EventSource("kubelet", node.name(), "kubelet", EventSource.Style.COUNTED);
        this.pods = registry.type("pods");
        this.pace = pace;
    }

    private record Part(String field, JsonNode container) {
        String image() {
            return container.path("image").asText();
        }

        String name() {
            return container.path("name").asText();
        }
    }

    /** Begins with the first container's image; false when the node has it already. */
    boolean beginToPull(ObjectNode pod) {
        for (Part first : parts(pod)) {
            if (pulls(first)) {
                tell(pod, first, "Pulling", "Pulling image \"" + first.image() + "\"");
                return true;
            }
            return false;
        }
        return false;
    }

    /** Has the images, creates and starts the containers, one after the other. */
    void start(ObjectNode pod) {
        boolean first = true;
        for (Part part : parts(pod)) {
            boolean pulled = pulls(part);
            if (pulled && !first) {
                tell(pod, part, "Pulling", "Pulling image \"" + part.image() + "\"");
            }
            String present = "Container image \"" + part.image() + "\" already present on machine";
            tell(pod, part, "Pulled", pulled ? new ContainerImage(part.image()).pulled(pace.toPull()) : present);
            images.add(part.image());
            tell(pod, part, "Created", "Created container: " + part.name());
            tell(pod, part, "Started", "Started container " + part.name());
            first = false;
        }
    }

    /** Stops the containers that run. */
    void killing(ObjectNode pod, PodLifecycle run) {
        for (Part part : parts(pod)) {
            boolean runs = !part.field().equals("spec.initContainers")
                    || part.container().path("restartPolicy").asText().equals("Always");
            if (runs && run.containers().containsKey(part.name())) {
                tell(pod, part, "Killing", "Stopping container " + part.name());
            }
        }
    }

    private boolean pulls(Part part) {
        return switch (part.container().path("imagePullPolicy").asText()) {
            case "Never" -> false;
            case "IfNotPresent" -> !images.contains(part.image());
            default -> true;
        };
    }

    private static List<Part> parts(ObjectNode pod) {
        List<Part> parts = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            pod.path("spec").path(list).forEach(container -> parts.add(new Part("spec." + list, container)));
        }
        return parts;
    }

    private void tell(ObjectNode pod, Part part, String reason, String message) {
        recorder.record(
                source, EventDetails.normal(pods, pod, reason, message).at(part.field() + "{" + part.name() + "}"));
    }
}
