package dev.watchworks.apiserver.controllers.kubelet;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.controllers.events.EventDetails;
import dev.watchworks.apiserver.controllers.events.EventRecorder;
import dev.watchworks.apiserver.controllers.events.EventSource;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Records a kubelet's events about containers and images, and keeps the set of images on the node. */
final class ContainerEvents {
    private final EventRecorder recorder;
    private final EventSource source;
    private final ResourceType pods;
    private final Duration toPull;
    private final Set<String> images = ConcurrentHashMap.newKeySet();

    ContainerEvents(ControllerContext context, NodeIdentity node) {
        this.recorder = context.events();
        this.source = new EventSource("kubelet", node.name(), "kubelet", EventSource.Style.COUNTED);
        this.pods = context.registry().type("pods");
        this.toPull = context.latency().toPull();
    }

    private record Container(String field, JsonNode spec) {
        String image() {
            return text(spec, "image");
        }

        String name() {
            return text(spec, "name");
        }

        boolean isInit() {
            return field.equals("spec.initContainers");
        }
    }

    /** Records that the first container's image is being pulled; returns false when the node has it already. */
    boolean recordPulling(ObjectNode pod) {
        List<Container> containers = containers(pod);
        if (containers.isEmpty() || !pulls(containers.get(0))) {
            return false;
        }
        recordPulling(pod, containers.get(0));
        return true;
    }

    private void recordPulling(ObjectNode pod, Container container) {
        record(pod, container, "Pulling", "Pulling image \"" + container.image() + "\"");
    }

    /** Records that the images are pulled, and the containers created and started, one after the other. */
    void recordStart(ObjectNode pod) {
        boolean first = true;
        for (Container container : containers(pod)) {
            boolean pulled = pulls(container);
            if (pulled && !first) {
                recordPulling(pod, container);
            }
            String present = "Container image \"" + container.image() + "\" already present on machine";
            String message = pulled ? new ContainerImage(container.image()).pulledMessage(toPull) : present;
            record(pod, container, "Pulled", message);
            images.add(container.image());
            record(pod, container, "Created", "Created container: " + container.name());
            record(pod, container, "Started", "Started container " + container.name());
            first = false;
        }
    }

    /** Records that the running containers are stopped. */
    void recordKilling(ObjectNode pod, PodLifecycle lifecycle) {
        for (Container container : containers(pod)) {
            boolean isRunning = !container.isInit() || PodState.isSidecar(container.spec());
            if (isRunning && lifecycle.containers().containsKey(container.name())) {
                record(pod, container, "Killing", "Stopping container " + container.name());
            }
        }
    }

    private boolean pulls(Container container) {
        return switch (text(container.spec(), "imagePullPolicy")) {
            case "Never" -> false;
            case "IfNotPresent" -> !images.contains(container.image());
            default -> true;
        };
    }

    private static List<Container> containers(ObjectNode pod) {
        List<Container> containers = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            pod.path("spec").path(list).forEach(spec -> containers.add(new Container("spec." + list, spec)));
        }
        return containers;
    }

    private void record(ObjectNode pod, Container container, String reason, String message) {
        String fieldPath = container.field() + "{" + container.name() + "}";
        recorder.record(source, EventDetails.normal(pods, pod, reason, message).at(fieldPath));
    }
}
