package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells loops what changes, with one watch a type however many loops listen, and what the object was before. */
public final class SharedInformerFactory implements AutoCloseable {

    /** What a loop does when an object changes: never blocks, and mostly adds a key to its queue. */
    @FunctionalInterface
    public interface ResourceEventHandler {
        /**
         * @param before null when the object is new; a shared snapshot
         * @param after null when the object is gone; a shared snapshot
         */
        void changed(@Nullable ObjectNode before, @Nullable ObjectNode after);
    }

    private final Registry registry;
    private final Map<ResourceType, List<ResourceEventHandler>> listeners = new LinkedHashMap<>();
    private final List<AutoCloseable> watches = new ArrayList<>();

    public SharedInformerFactory(Registry registry) {
        this.registry = registry;
    }

    /** Adds a listener; before {@link #open()} only. */
    public void on(ResourceType type, ResourceEventHandler listener) {
        listeners.computeIfAbsent(type, any -> new ArrayList<>()).add(listener);
    }

    /** Begins to watch; every object that exists is told as a new one. */
    public void open() {
        listeners.forEach((type, interested) -> watches.add(watch(type, List.copyOf(interested))));
    }

    private AutoCloseable watch(ResourceType type, List<ResourceEventHandler> interested) {
        Map<ObjectKey, ObjectNode> known = new ConcurrentHashMap<>();
        return registry.watch(type, change -> {
            ObjectNode object = change.object();
            ObjectKey key = ObjectKey.of(object);
            boolean gone = change.type() == Registry.Change.Type.DELETED;
            ObjectNode before = gone ? known.remove(key) : known.put(key, object);
            for (ResourceEventHandler listener : interested) {
                listener.changed(before == null && gone ? object : before, gone ? null : object);
            }
        });
    }

    /** Watches nothing any more. */
    @Override
    public void close() {
        for (AutoCloseable watch : watches) {
            try {
                watch.close();
            } catch (Exception failure) {
                throw new IllegalStateException("A watch could not be closed", failure);
            }
        }
        watches.clear();
    }
}
