package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.EventType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Creates one informer for each type, which all controllers share. */
public final class SharedInformerFactory implements AutoCloseable {
    private final InProcessClient registry;
    private final Map<ResourceType, SharedInformer> informers = new LinkedHashMap<>();

    public SharedInformerFactory(InProcessClient registry) {
        this.registry = registry;
    }

    /** Adds a handler for a type; before {@link #start()} only. */
    public void addEventHandler(ResourceType type, ResourceEventHandler handler) {
        informers.computeIfAbsent(type, SharedInformer::new).addEventHandler(handler);
    }

    /** Starts the watches; each handler first gets every existing object as a new one. */
    public void start() {
        informers.values().forEach(informer -> informer.start(registry));
    }

    /** Ends the watches. */
    @Override
    public void close() {
        informers.values().forEach(SharedInformer::close);
    }

    /**
     * Watches one type for all its handlers. It keeps the last state of each object only to pass it to the handlers.
     * Controllers list objects from the registry, not from a lister: the registry is in the same process and never stale.
     */
    private static final class SharedInformer {
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

        void start(InProcessClient registry) {
            watch = registry.watch(type, this::handle);
        }

        private void handle(InProcessClient.Change change) {
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
                throw new IllegalStateException(
                        "The watch of " + type.groupResource() + " could not be closed", failure);
            }
        }
    }
}
