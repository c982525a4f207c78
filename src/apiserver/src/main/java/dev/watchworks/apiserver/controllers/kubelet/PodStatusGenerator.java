package dev.watchworks.apiserver.controllers.kubelet;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.codec.json.Json;
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
        addContainers(status, pod, container -> waiting(container, reason), container -> waiting(container, reason));
        return finish(status, pod);
    }

    /** The status of a running pod. Its init containers have ended, except sidecars. */
    ObjectNode running(JsonNode pod, PodLifecycle lifecycle, Instant now) {
        String address =
                pod.path("spec").path("hostNetwork").asBoolean() ? node.address() : addresses.of(lifecycle.uid());
        ObjectNode status = begin(pod, "Running", PodConditions.running(pod, now), now, address);
        addContainers(
                status,
                pod,
                init -> PodState.isSidecar(init) ? started(init, lifecycle, now) : ended(init, lifecycle, now, true),
                container -> started(container, lifecycle, now));
        return finish(status, pod);
    }

    /** The status of a pod that is being deleted, after all containers have ended. */
    ObjectNode completed(JsonNode pod, PodLifecycle lifecycle, Instant now) {
        JsonNode address = pod.path("status").path("podIP");
        ObjectNode status = begin(pod, "Succeeded", PodConditions.completed(pod, now), now, address.asText(null));
        addContainers(
                status,
                pod,
                init -> ended(init, lifecycle, now, !PodState.isSidecar(init)),
                container -> ended(container, lifecycle, now, false));
        return finish(status, pod);
    }

    private ObjectNode begin(JsonNode pod, String phase, ArrayNode conditions, Instant now, @Nullable String address) {
        ObjectNode status = Json.object();
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

    private static void addContainers(
            ObjectNode status,
            JsonNode pod,
            Function<JsonNode, ObjectNode> initContainerStatus,
            Function<JsonNode, ObjectNode> containerStatus) {
        for (JsonNode container : pod.path("spec").path("initContainers")) {
            status.withArrayProperty("initContainerStatuses").add(initContainerStatus.apply(container));
        }
        for (JsonNode container : pod.path("spec").path("containers")) {
            status.withArrayProperty("containerStatuses").add(containerStatus.apply(container));
        }
    }

    private static ObjectNode waiting(JsonNode container, String reason) {
        ObjectNode status = containerStatus(container, false).put("started", false);
        status.withObjectProperty("state").putObject("waiting").put("reason", reason);
        return status.put("image", text(container, "image")).put("imageID", "");
    }

    private ObjectNode started(JsonNode container, PodLifecycle lifecycle, Instant now) {
        PodLifecycle.Container running = lifecycle.start(text(container, "name"), now, random);
        ObjectNode status = createdStatus(container, running, true).put("started", true);
        status.withObjectProperty("state").putObject("running").put("startedAt", Timestamps.seconds(running.started()));
        return status;
    }

    private ObjectNode ended(JsonNode container, PodLifecycle lifecycle, Instant now, boolean ready) {
        PodLifecycle.Container ended = lifecycle.start(text(container, "name"), now, random);
        ObjectNode status = createdStatus(container, ended, ready).put("started", false);
        status.withObjectProperty("state")
                .putObject("terminated")
                .put("exitCode", 0)
                .put("reason", "Completed")
                .put("startedAt", Timestamps.seconds(ended.started()))
                .put("finishedAt", Timestamps.seconds(now))
                .put("containerID", ended.id());
        return status;
    }

    private static ObjectNode createdStatus(JsonNode container, PodLifecycle.Container created, boolean ready) {
        ContainerImage image = new ContainerImage(text(container, "image"));
        return containerStatus(container, ready)
                .put("image", image.fullName())
                .put("imageID", image.id())
                .put("containerID", created.id());
    }

    private static ObjectNode containerStatus(JsonNode container, boolean ready) {
        ObjectNode status = Json.object().put("name", text(container, "name"));
        status.putObject("lastState");
        status.put("ready", ready).put("restartCount", 0);
        if (!container.path("resources").isEmpty()) {
            status.set("resources", container.path("resources").deepCopy());
        }
        return status;
    }
}
