package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches one type for all its handlers. It keeps the last state of each object only to pass it to the handlers.
 * Controllers list objects from the registry, not from a lister: the registry is in the same process and never stale.
 */
final class SharedInformer {
    private final ResourceType type;
    private final List<ResourceEventHandler> handlers = new ArrayList<>();
    private final Map<ObjectKey, ObjectNode> known = new ConcurrentHashMap<>();
    private AutoCloseable watch = () -> {};

    SharedInformer(ResourceType type) {
        this.type = type;
    }

    void addEventHandler(ResourceEventHandler handler) {
        handlers.add(handler);
    }

    void start(Registry registry) {
        watch = registry.watch(type, this::handle);
    }

    private void handle(Registry.Change change) {
        ObjectNode object = change.object();
        ObjectKey key = ObjectKey.of(object);
        boolean deleted = change.type() == EventType.DELETED;
        ObjectNode before = deleted ? known.remove(key) : known.put(key, object);
        for (ResourceEventHandler handler : handlers) {
            handler.onChange(before == null && deleted ? object : before, deleted ? null : object);
        }
    }

    void close() {
        try {
            watch.close();
        } catch (Exception failure) {
            throw new IllegalStateException("The watch of " + type.groupResource() + " could not be closed", failure);
        }
    }
}
