package dev.watchworks.apiserver.controllers.controlplane;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** The namespaces that every cluster has. */
public final class SystemNamespaces {
    private static final List<String> NAMES = List.of("kube-system", "kube-public", "kube-node-lease", "default");

    private SystemNamespaces() {}

    /** Creates those that are not there. */
    public static void ensure(Registry registry) {
        ResourceType namespaces = registry.type("namespaces");
        for (String name : NAMES) {
            if (registry.find(namespaces, "", name) == null) {
                ObjectNode namespace = JsonNodeFactory.instance.objectNode();
                namespace.put("kind", namespaces.kind()).put("apiVersion", namespaces.apiVersion());
                namespace.putObject("metadata").put("name", name);
                registry.create(namespaces, "", namespace);
            }
        }
    }
}
