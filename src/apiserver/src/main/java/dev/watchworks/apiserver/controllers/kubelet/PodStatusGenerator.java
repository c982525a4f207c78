package dev.watchworks.apiserver.controllers.kubelet;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Generates the status that the kubelet writes. */
final class PodStatusGenerator {
    private final NodeIdentity node;
    private final PodIpAllocator addresses;
    private final Random random;

    PodStatusGenerator(NodeIdentity node, PodIpAllocator addresses, Random random) {
        this.node = node;
        this.addresses = addresses;
        this.random = random;
    }

    /** The status of an admitted pod whose containers are being created. */
    ObjectNode creating(JsonNode pod, Instant now) {
        ObjectNode status = begin(pod, "Pending", PodConditions.creating(pod, now), now, null);
        boolean init = !pod.path("spec").path("initContainers").isEmpty();
        String reason = init ? "PodInitializing" : "ContainerCreating";
        containers(pod, "initContainers", status, "initContainerStatuses", container -> waiting(container, reason));
        containers(pod, "containers", status, "containerStatuses", container -> waiting(container, reason));
        return finish(status, pod);
    }

    /** The status of a running pod. Its init containers have ended, except sidecars. */
    ObjectNode running(JsonNode pod, PodLifecycle lifecycle, Instant now) {
        String address =
                pod.path("spec").path("hostNetwork").asBoolean() ? node.address() : addresses.of(lifecycle.uid());
        ObjectNode status = begin(pod, "Running", PodConditions.running(pod, now), now, address);
        containers(
                pod,
                "initContainers",
                status,
                "initContainerStatuses",
                container -> PodState.isSidecar(container)
                        ? started(container, lifecycle, now)
                        : ended(container, lifecycle, now, true));
        containers(pod, "containers", status, "containerStatuses", container -> started(container, lifecycle, now));
        return finish(status, pod);
    }

    /** The status of a pod that is being deleted, after all containers have ended. */
    ObjectNode completed(JsonNode pod, PodLifecycle lifecycle, Instant now) {
        JsonNode address = pod.path("status").path("podIP");
        ObjectNode status = begin(pod, "Succeeded", PodConditions.completed(pod, now), now, address.asText(null));
        containers(
                pod,
                "initContainers",
                status,
                "initContainerStatuses",
                container -> PodState.isSidecar(container)
                        ? ended(container, lifecycle, now, false)
                        : ended(container, lifecycle, now, true));
        containers(
                pod, "containers", status, "containerStatuses", container -> ended(container, lifecycle, now, false));
        return finish(status, pod);
    }

    private ObjectNode begin(JsonNode pod, String phase, ArrayNode conditions, Instant now, @Nullable String address) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.put("observedGeneration", (int) ObjectMeta.generation(pod)).put("phase", phase);
        status.set("conditions", conditions);
        status.put("hostIP", node.address());
        status.putArray("hostIPs").addObject().put("ip", node.address());
        if (address != null) {
            status.put("podIP", address);
            status.putArray("podIPs").addObject().put("ip", address);
        }
        String started = pod.path("status").path("startTime").asText();
        return status.put("startTime", started.isEmpty() ? Timestamps.seconds(now) : started);
    }

    /** Adds the fields of other writers, such as the quality of service class. */
    private static ObjectNode finish(ObjectNode status, JsonNode pod) {
        pod.path("status").properties().forEach(field -> {
            if (!status.has(field.getKey())) {
                status.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return status;
    }

    private static void containers(
            JsonNode pod, String specs, ObjectNode status, String statuses, Function<JsonNode, ObjectNode> newStatus) {
        if (pod.path("spec").path(specs).isEmpty()) {
            return;
        }
        ArrayNode list = status.putArray(statuses);
        pod.path("spec").path(specs).forEach(container -> list.add(newStatus.apply(container)));
    }

    private static ObjectNode waiting(JsonNode container, String reason) {
        ObjectNode status = named(container);
        status.putObject("state").putObject("waiting").put("reason", reason);
        status.putObject("lastState");
        status.put("ready", false).put("restartCount", 0);
        status.put("image", text(container, "image")).put("imageID", "");
        status.put("started", false);
        return common(status, container);
    }

    private ObjectNode started(JsonNode container, PodLifecycle lifecycle, Instant now) {
        PodLifecycle.Container running = lifecycle.start(text(container, "name"), now, random);
        ObjectNode status = named(container);
        status.putObject("state").putObject("running").put("startedAt", Timestamps.seconds(running.started()));
        status.putObject("lastState");
        status.put("ready", true).put("restartCount", 0);
        image(status, container);
        status.put("containerID", running.id()).put("started", true);
        return common(status, container);
    }

    private ObjectNode ended(JsonNode container, PodLifecycle lifecycle, Instant now, boolean ready) {
        PodLifecycle.Container ended = lifecycle.start(text(container, "name"), now, random);
        ObjectNode status = named(container);
        status.putObject("state")
                .putObject("terminated")
                .put("exitCode", 0)
                .put("reason", "Completed")
                .put("startedAt", Timestamps.seconds(ended.started()))
                .put("finishedAt", Timestamps.seconds(now))
                .put("containerID", ended.id());
        status.putObject("lastState");
        status.put("ready", ready).put("restartCount", 0);
        image(status, container);
        status.put("containerID", ended.id()).put("started", false);
        return common(status, container);
    }

    private static ObjectNode named(JsonNode container) {
        return JsonNodeFactory.instance.objectNode().put("name", text(container, "name"));
    }

    private static void image(ObjectNode status, JsonNode container) {
        ContainerImage image = new ContainerImage(text(container, "image"));
        status.put("image", image.fullName()).put("imageID", image.id());
    }

    private static ObjectNode common(ObjectNode status, JsonNode container) {
        if (!container.path("resources").isEmpty()) {
            status.set("resources", container.path("resources").deepCopy());
        }
        return status;
    }
}
