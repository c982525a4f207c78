package dev.watchworks.apiserver.controllers.controlplane;

import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;

/** The namespaces that every cluster has. */
public final class SystemNamespaces {
    private static final List<String> NAMES = List.of("kube-system", "kube-public", "kube-node-lease", "default");

    private SystemNamespaces() {}

    /** Creates the missing ones. The server calls it before the first request, with or without controllers. */
    public static void ensure(InProcessClient registry) {
        ResourceType namespaces = registry.type("namespaces");
        for (String name : NAMES) {
            if (registry.find(namespaces, "", name) == null) {
                registry.writingAs("kube-apiserver").create(namespaces, "", namespaces.newObject("", name));
            }
        }
    }
}
