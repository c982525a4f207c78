package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Registers the node, with the status of a small virtual machine. */
public final class NodeRegistration {
    private final Registry registry;
    private final Clock clock;
    private final NodeIdentity identity;
    private final ResourceType nodes;

    public NodeRegistration(Registry registry, Clock clock, NodeIdentity identity) {
        this.registry = registry;
        this.clock = clock;
        this.identity = identity;
        this.nodes = registry.type("nodes");
    }

    /** Creates the node unless it exists. */
    public void register() {
        ObjectNode present = registry.find(nodes, "", identity.name());
        ObjectNode node = present != null ? present : registry.create(nodes, "", node());
        if (node.path("status").has("nodeInfo")) {
            return;
        }
        registry.updateStatus(nodes, "", identity.name(), current -> {
            if (current != null) {
                current.set("status", status());
            }
            return current;
        });
    }

    private ObjectNode node() {
        ObjectNode node = nodes.newObject("", identity.name());
        ObjectNode metadata = ObjectMeta.getOrCreate(node);
        metadata.putObject("labels")
                .put("beta.kubernetes.io/arch", "amd64")
                .put("beta.kubernetes.io/os", "linux")
                .put("kubernetes.io/arch", "amd64")
                .put("kubernetes.io/hostname", identity.name())
                .put("kubernetes.io/os", "linux");
        metadata.putObject("annotations").put("node.alpha.kubernetes.io/ttl", "0");
        ObjectNode spec = node.putObject("spec").put("podCIDR", PodIpAllocator.RANGE);
        spec.putArray("podCIDRs").add(PodIpAllocator.RANGE);
        node.set("status", status());
        return node;
    }

    private ObjectNode status() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        ArrayNode addresses = status.putArray("addresses");
        addresses.addObject().put("address", identity.address()).put("type", "InternalIP");
        addresses.addObject().put("address", identity.name()).put("type", "Hostname");
        size(status.putObject("allocatable"));
        size(status.putObject("capacity"));
        ArrayNode conditions = status.putArray("conditions");
        condition(conditions, "MemoryPressure", false, "KubeletHasSufficientMemory", "has sufficient memory available");
        condition(conditions, "DiskPressure", false, "KubeletHasNoDiskPressure", "has no disk pressure");
        condition(conditions, "PIDPressure", false, "KubeletHasSufficientPID", "has sufficient PID available");
        condition(conditions, "Ready", true, "KubeletReady", "is posting ready status");
        // No process listens on the kubelet's port: the API server answers requests for logs itself.
        status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
        status.set("nodeInfo", info());
        return status;
    }

    private static void size(ObjectNode resources) {
        resources
                .put("cpu", "8")
                .put("ephemeral-storage", "103880232Ki")
                .put("hugepages-2Mi", "0")
                .put("memory", "16384000Ki")
                .put("pods", Integer.toString(NodeIdentity.POD_CAPACITY));
    }

    private void condition(ArrayNode conditions, String type, boolean status, String reason, String rest) {
        Instant now = clock.instant();
        conditions.add(Conditions.create(null, type, status ? "True" : "False", now)
                .put("lastHeartbeatTime", Timestamps.seconds(now))
                .put("message", "kubelet " + rest)
                .put("reason", reason));
    }

    private ObjectNode info() {
        String machine = UUID.nameUUIDFromBytes(identity.name().getBytes(StandardCharsets.UTF_8))
                .toString();
        return JsonNodeFactory.instance
                .objectNode()
                .put("architecture", "amd64")
                .put("bootID", machine)
                .put("containerRuntimeVersion", "containerd://2.1.5")
                .put("kernelVersion", "6.1.0-watchworks")
                .put("kubeProxyVersion", "")
                .put("kubeletVersion", NodeIdentity.VERSION)
                .put("machineID", machine.replace("-", ""))
                .put("operatingSystem", "linux")
                .put("osImage", "Watchworks (no containers run here)")
                .put("systemUUID", machine);
    }
}
