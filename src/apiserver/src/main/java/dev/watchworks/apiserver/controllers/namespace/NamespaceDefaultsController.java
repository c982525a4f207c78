package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.StatusCauses;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.util.concurrent.Executor;

/** Gives every namespace the service account {@code default} and the config map {@code kube-root-ca.crt}. */
public final class NamespaceDefaultsController implements AutoCloseable {
    private static final String ACCOUNT = "default";
    private static final String CERTIFICATES = "kube-root-ca.crt";
    private static final String KEY = "ca.crt";
    private static final String DESCRIPTION = "Contains a CA bundle that can be used to verify the kube-apiserver when"
            + " using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is"
            + " guaranteed across distributions of Kubernetes clusters.";

    private final Registry registry;
    private final String authority;
    private final ResourceType namespaces;
    private final ResourceType accounts;
    private final ResourceType configMaps;
    private final WorkQueue<String> queue;

    /** @param authority certificates in PEM that pods may trust; empty for a server without TLS */
    public NamespaceDefaultsController(Registry registry, Executor threads, Timers timers, String authority) {
        this.registry = registry;
        this.authority = authority;
        this.namespaces = registry.type("namespaces");
        this.accounts = registry.type("serviceaccounts");
        this.configMaps = registry.type("configmaps");
        this.queue = new WorkQueue<>("namespace extras", threads, timers, this::sync);
    }

    /** Listens to namespaces, and to what happens to the two. */
    public void listen(SharedInformerFactory feed) {
        feed.on(namespaces, (before, after) -> {
            if (after != null && before == null) {
                queue.add(ObjectMeta.name(after));
            }
        });
        feed.on(accounts, (before, after) -> {
            if (after == null && before != null && ObjectMeta.name(before).equals(ACCOUNT)) {
                queue.add(ObjectMeta.namespace(before));
            }
        });
        feed.on(configMaps, (before, after) -> {
            if (before != null && ObjectMeta.name(before).equals(CERTIFICATES)) {
                queue.add(ObjectMeta.namespace(before));
            }
        });
    }

    private void sync(String name) {
        ObjectNode namespace = registry.find(namespaces, "", name);
        if (namespace == null || ObjectMeta.isBeingDeleted(namespace)) {
            return;
        }
        if (registry.find(accounts, name, ACCOUNT) == null) {
            create(accounts, name, named(accounts, name, ACCOUNT));
        }
        ObjectNode present = registry.find(configMaps, name, CERTIFICATES);
        if (present == null) {
            ObjectNode map = named(configMaps, name, CERTIFICATES);
            describe(map);
            create(configMaps, name, map);
        } else if (!present.path("data").path(KEY).asText().equals(authority)
                || present.path("data").size() != 1) {
            registry.update(configMaps, name, CERTIFICATES, map -> {
                if (map != null) {
                    describe(map);
                }
                return map;
            });
        }
    }

    private void describe(ObjectNode map) {
        ObjectMeta.annotate(map, "kubernetes.io/description", DESCRIPTION);
        map.putObject("data").put(KEY, authority);
    }

    private static ObjectNode named(ResourceType type, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.putObject("metadata").put("name", name).put("namespace", namespace);
        return object;
    }

    private void create(ResourceType type, String namespace, ObjectNode object) {
        try {
            registry.create(type, namespace, object);
        } catch (ApiException refused) {
            boolean ended = StatusCauses.namespaceEnds(refused);
            if (!ended && registry.find(type, namespace, ObjectMeta.name(object)) == null) {
                throw refused;
            }
        }
    }

    @Override
    public void close() {
        queue.close();
    }
}
