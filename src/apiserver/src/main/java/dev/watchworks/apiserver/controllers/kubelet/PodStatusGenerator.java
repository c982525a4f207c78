package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Puts together the status that the kubelet writes, in the order of the API's fields. */
final class PodStatusGenerator {
    private final NodeIdentity node;
    private final PodIpAllocator addresses;
    private final Random random;

    PodStatusGenerator(NodeIdentity node, PodIpAllocator addresses, Random random) {
        this.node = node;
        this.addresses = addresses;
        this.random = random;
    }

    /** The node has taken the pod: its containers are being created. */
    ObjectNode creating(JsonNode pod, Instant now) {
        ObjectNode status = begin(pod, "Pending", PodConditions.creating(pod, now), now, null);
        boolean init = !pod.path("spec").path("initContainers").isEmpty();
        String reason = init ? "PodInitializing" : "ContainerCreating";
        containers(pod, "initContainers", status, "initContainerStatuses", container -> waiting(container, reason));
        containers(pod, "containers", status, "containerStatuses", container -> waiting(container, reason));
        return finish(status, pod);
    }

    /** Everything runs. Init containers have ended well, except those that run beside the others. */
    ObjectNode running(JsonNode pod, PodLifecycle run, Instant now) {
        String address = pod.path("spec").path("hostNetwork").asBoolean() ? node.address() : addresses.of(run.uid());
        ObjectNode status = begin(pod, "Running", PodConditions.running(pod, now), now, address);
        containers(
                pod,
                "initContainers",
                status,
                "initContainerStatuses",
                container -> isSidecar(container) ? started(container, run, now) : ended(container, run, now, true));
        containers(pod, "containers", status, "containerStatuses", container -> started(container, run, now));
        return finish(status, pod);
    }

    /** Every container has ended well, because the pod is being deleted. */
    ObjectNode completed(JsonNode pod, PodLifecycle run, Instant now) {
        JsonNode address = pod.path("status").path("podIP");
        ObjectNode status = begin(pod, "Succeeded", PodConditions.completed(pod, now), now, address.asText(null));
        containers(
                pod,
                "initContainers",
                status,
                "initContainerStatuses",
                container ->
                        isSidecar(container) ? ended(container, run, now, false) : ended(container, run, now, true));
        containers(pod, "containers", status, "containerStatuses", container -> ended(container, run, now, false));
        return finish(status, pod);
    }

    private static boolean isSidecar(JsonNode container) {
        return container.path("restartPolicy").asText().equals("Always");
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

    /** Adds what others keep in the status, such as its quality of service. */
    private static ObjectNode finish(ObjectNode status, JsonNode pod) {
        pod.path("status").properties().forEach(field -> {
            if (!status.has(field.getKey())) {
                status.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return status;
    }

    private interface ContainerStatus {
        ObjectNode of(JsonNode container);
    }

    private static void containers(
            JsonNode pod, String specs, ObjectNode status, String statuses, ContainerStatus make) {
        if (pod.path("spec").path(specs).isEmpty()) {
            return;
        }
        ArrayNode list = status.putArray(statuses);
        pod.path("spec").path(specs).forEach(container -> list.add(make.of(container)));
    }

    private static ObjectNode waiting(JsonNode container, String reason) {
        ObjectNode status = named(container);
        status.putObject("state").putObject("waiting").put("reason", reason);
        status.putObject("lastState");
        status.put("ready", false).put("restartCount", 0);
        status.put("image", container.path("image").asText()).put("imageID", "");
        status.put("started", false);
        return common(status, container);
    }

    private ObjectNode started(JsonNode container, PodLifecycle run, Instant now) {
        PodLifecycle.Container running = run.start(container.path("name").asText(), now, random);
        ObjectNode status = named(container);
        status.putObject("state").putObject("running").put("startedAt", Timestamps.seconds(running.started()));
        status.putObject("lastState");
        status.put("ready", true).put("restartCount", 0);
        image(status, container);
        status.put("containerID", running.id()).put("started", true);
        return common(status, container);
    }

    private ObjectNode ended(JsonNode container, PodLifecycle run, Instant now, boolean ready) {
        PodLifecycle.Container ended = run.start(container.path("name").asText(), now, random);
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
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", container.path("name").asText());
    }

    private static void image(ObjectNode status, JsonNode container) {
        ContainerImage image = new ContainerImage(container.path("image").asText());
        status.put("image", image.fullName()).put("imageID", image.id());
    }

    private static ObjectNode common(ObjectNode status, JsonNode container) {
        if (!container.path("resources").isEmpty()) {
            status.set("resources", container.path("resources").deepCopy());
        }
        return status;
    }
}
