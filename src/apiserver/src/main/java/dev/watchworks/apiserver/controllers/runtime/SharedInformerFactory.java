package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Creates one informer for each type, which all controllers share. */
public final class SharedInformerFactory implements AutoCloseable {
    private static final String DEFINITIONS = "customresourcedefinitions.apiextensions.k8s.io";

    private final InProcessClient registry;
    private final Map<ResourceType, SharedInformer> informers = new LinkedHashMap<>();
    private final List<Function<ResourceType, Optional<ResourceEventHandler>>> forAllTypes = new ArrayList<>();
    /** The informers of kinds that came after the start, by group resource. */
    private final Map<String, SharedInformer> later = new HashMap<>();

    private AutoCloseable definitions = () -> {};
    private boolean closed;

    public SharedInformerFactory(InProcessClient registry) {
        this.registry = registry;
    }

    /** Adds a handler for a type; before {@link #start()} only. */
    public void addEventHandler(ResourceType type, ResourceEventHandler handler) {
        informers.computeIfAbsent(type, SharedInformer::new).addEventHandler(handler);
    }

    /**
     * Adds a handler for each type that the server has or will have; before {@link #start()} only.
     *
     * @param handlers returns the handler for a type, or nothing for a type that the caller ignores
     */
    public void addEventHandlers(Function<ResourceType, Optional<ResourceEventHandler>> handlers) {
        forAllTypes.add(handlers);
        registry.types().forEach(type -> handlers.apply(type).ifPresent(handler -> addEventHandler(type, handler)));
    }

    /** Starts the watches; each handler first gets every existing object as a new one. */
    public void start() {
        informers.values().forEach(informer -> informer.start(registry));
        definitions = registry.watch(registry.type(DEFINITIONS), change -> followTypes());
    }

    /** Starts informers for kinds that a definition has added, and ends those of kinds that are gone. */
    private synchronized void followTypes() {
        if (closed) {
            return;
        }
        Map<String, ResourceType> types = new HashMap<>();
        registry.types().forEach(type -> types.put(type.groupResource(), type));
        informers.keySet().forEach(type -> types.remove(type.groupResource()));
        later.entrySet().removeIf(entry -> {
            boolean isGone = !types.containsKey(entry.getKey());
            if (isGone) {
                entry.getValue().close();
            }
            return isGone;
        });
        types.keySet().removeAll(later.keySet());
        types.values().forEach(type -> {
            SharedInformer informer = new SharedInformer(type);
            forAllTypes.forEach(handlers -> handlers.apply(type).ifPresent(informer::addEventHandler));
            later.put(type.groupResource(), informer);
            informer.start(registry);
        });
    }

    /** Ends the watches. */
    @Override
    public void close() {
        try {
            definitions.close();
        } catch (Exception failure) {
            throw new IllegalStateException("The watch of definitions could not be closed", failure);
        }
        informers.values().forEach(SharedInformer::close);
        synchronized (this) {
            closed = true;
            later.values().forEach(SharedInformer::close);
        }
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
