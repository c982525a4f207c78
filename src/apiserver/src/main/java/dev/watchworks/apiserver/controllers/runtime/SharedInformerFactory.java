package dev.watchworks.apiserver.controllers.runtime;

import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.LinkedHashMap;
import java.util.Map;

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
}
