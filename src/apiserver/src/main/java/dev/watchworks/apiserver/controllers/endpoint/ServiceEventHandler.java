package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.jspecify.annotations.Nullable;

/** Finds the services that a change of a service or of a pod concerns. */
final class ServiceEventHandler {
    private final Registry registry;
    private final ResourceType services;
    private final WorkQueue<ObjectKey> queue;

    ServiceEventHandler(Registry registry, WorkQueue<ObjectKey> queue) {
        this.registry = registry;
        this.services = registry.type("services");
        this.queue = queue;
    }

    void listen(SharedInformerFactory feed) {
        feed.on(services, (before, after) -> {
            ObjectNode either = after != null ? after : before;
            if (either != null) {
                queue.add(ObjectKey.of(either));
            }
        });
        feed.on(registry.type("pods"), (before, after) -> {
            addSelecting(before);
            if (after != null && (before == null || !ObjectMeta.labels(before).equals(ObjectMeta.labels(after)))) {
                addSelecting(after);
            }
        });
    }

    private void addSelecting(@Nullable ObjectNode pod) {
        if (pod == null) {
            return;
        }
        for (ObjectNode service : registry.list(services, ObjectMeta.namespace(pod))) {
            if (new ServiceView(service).selects(pod)) {
                queue.add(ObjectKey.of(service));
            }
        }
    }
}
