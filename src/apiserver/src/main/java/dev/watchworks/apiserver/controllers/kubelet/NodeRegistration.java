package dev.watchworks.apiserver.controllers.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Registers the node, with the status of a small virtual machine. */
public final class NodeRegistration {
    /** No process listens on the kubelet's port: the API server answers requests for logs itself. */
    private static final String NODE = """
        {
          "kind": "Node",
          "apiVersion": "v1",
          "metadata": {
            "name": "{name}",
            "labels": {
              "beta.kubernetes.io/arch": "amd64", "beta.kubernetes.io/os": "linux",
              "kubernetes.io/arch": "amd64", "kubernetes.io/hostname": "{name}", "kubernetes.io/os": "linux"
            },
            "annotations": {"node.alpha.kubernetes.io/ttl": "0"}
          },
          "spec": {"podCIDR": "{range}", "podCIDRs": ["{range}"]},
          "status": {
            "addresses": [
              {"address": "{address}", "type": "InternalIP"}, {"address": "{name}", "type": "Hostname"}
            ],
            "allocatable": {resources},
            "capacity": {resources},
            "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}},
            "nodeInfo": {
              "architecture": "amd64", "bootID": "{machine}", "containerRuntimeVersion": "containerd://2.1.5",
              "kernelVersion": "6.1.0-watchworks", "kubeProxyVersion": "", "kubeletVersion": "{version}",
              "machineID": "{machineId}", "operatingSystem": "linux",
              "osImage": "Watchworks (no containers run here)", "systemUUID": "{machine}"
            }
          }
        }
        """;

    private static final String RESOURCES = """
        {
          "cpu": "8", "ephemeral-storage": "103880232Ki", "hugepages-2Mi": "0", "memory": "16384000Ki",
          "pods": "{pods}"
        }
        """;

    private final InProcessClient registry;
    private final Clock clock;
    private final NodeIdentity identity;
    private final ResourceType nodes;

    public NodeRegistration(InProcessClient registry, Clock clock, NodeIdentity identity) {
        this.registry = registry;
        this.clock = clock;
        this.identity = identity;
        this.nodes = registry.type("nodes");
    }

    /** Creates the node unless it exists, and writes its status unless it has one. */
    public void register() {
        ObjectNode present = registry.find(nodes, "", identity.name());
        ObjectNode node = present != null ? present : registry.create(nodes, "", node());
        if (!node.path("status").has("nodeInfo")) {
            registry.updateStatus(nodes, "", identity.name(), current -> {
                if (current != null) {
                    current.set("status", node().path("status"));
                }
                return current;
            });
        }
    }

    private ObjectNode node() {
        String machine = UUID.nameUUIDFromBytes(identity.name().getBytes(StandardCharsets.UTF_8))
                .toString();
        String text = NODE.replace("{resources}", RESOURCES)
                .replace("{name}", identity.name())
                .replace("{address}", identity.address())
                .replace("{range}", PodIpAllocator.RANGE)
                .replace("{machine}", machine)
                .replace("{machineId}", machine.replace("-", ""))
                .replace("{version}", NodeIdentity.VERSION)
                .replace("{pods}", Integer.toString(NodeIdentity.POD_CAPACITY));
        ObjectNode node = (ObjectNode) Json.read(text);
        ArrayNode conditions = node.withObjectProperty("status").putArray("conditions");
        addCondition(
                conditions, "MemoryPressure", "False", "KubeletHasSufficientMemory", "has sufficient memory available");
        addCondition(conditions, "DiskPressure", "False", "KubeletHasNoDiskPressure", "has no disk pressure");
        addCondition(conditions, "PIDPressure", "False", "KubeletHasSufficientPID", "has sufficient PID available");
        addCondition(conditions, "Ready", "True", "KubeletReady", "is posting ready status");
        return node;
    }

    private void addCondition(ArrayNode conditions, String type, String status, String reason, String message) {
        Instant now = clock.instant();
        conditions.add(Conditions.create(null, type, status, now)
                .put("lastHeartbeatTime", Timestamps.seconds(now))
                .put("message", "kubelet " + message)
                .put("reason", reason));
    }
}
