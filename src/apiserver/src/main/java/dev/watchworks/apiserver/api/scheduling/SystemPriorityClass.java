package dev.watchworks.apiserver.api.scheduling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import org.jspecify.annotations.Nullable;

/** The priority classes that every cluster has. */
public enum SystemPriorityClass {
    NODE_CRITICAL(
            "system-node-critical",
            2_000_001_000,
            "Used for system critical pods that must not be moved from their current node."),
    CLUSTER_CRITICAL(
            "system-cluster-critical",
            2_000_000_000,
            "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.");

    private final String className;
    private final int value;
    private final String description;

    SystemPriorityClass(String className, int value, String description) {
        this.className = className;
        this.value = value;
        this.description = description;
    }

    /** The class with a name, or null. */
    static @Nullable SystemPriorityClass named(String name) {
        for (SystemPriorityClass known : values()) {
            if (known.className.equals(name)) {
                return known;
            }
        }
        return null;
    }

    int value() {
        return value;
    }

    /** The object that a new cluster creates. */
    public ObjectNode object() {
        ObjectNode object = Json.object();
        object.put("kind", "PriorityClass").put("apiVersion", "scheduling.k8s.io/v1");
        object.putObject("metadata").put("name", className);
        return object.put("value", value).put("description", description);
    }
}
