package dev.watchworks.apiserver.controller.network;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.loop.ObjectFeed;
import dev.watchworks.apiserver.controller.loop.WorkQueue;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.controller.object.ObjectKey;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.Registry;
import org.jspecify.annotations.Nullable;

/** Finds the services that a change of a service or of a pod concerns. */
final class ServiceQueue {
    private final Registry registry;
    private final ResourceType services;
    private final WorkQueue<ObjectKey> queue;

    ServiceQueue(Registry registry, WorkQueue<ObjectKey> queue) {
        this.registry = registry;
        this.services = registry.type("services");
        this.queue = queue;
    }

    void listen(ObjectFeed feed) {
        feed.on(services, (before, after) -> {
            ObjectNode either = after != null ? after : before;
            if (either != null) {
                queue.add(ObjectKey.of(either));
            }
        });
        feed.on(registry.type("pods"), (before, after) -> {
            addSelecting(before);
            if (after != null && (before == null || !Metadata.labels(before).equals(Metadata.labels(after)))) {
                addSelecting(after);
            }
        });
    }

    private void addSelecting(@Nullable ObjectNode pod) {
        if (pod == null) {
            return;
        }
        for (ObjectNode service : registry.list(services, Metadata.namespace(pod))) {
            if (new ServiceView(service).selects(pod)) {
                queue.add(ObjectKey.of(service));
            }
        }
    }
}
