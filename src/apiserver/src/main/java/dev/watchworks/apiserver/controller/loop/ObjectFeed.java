package dev.watchworks.apiserver.controller.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.object.ObjectKey;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.Registry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tells loops what changes, with one watch a type however many loops listen, and what the object was before. */
public final class ObjectFeed implements AutoCloseable {

    /** What a loop does when an object changes: never blocks, and mostly adds a key to its queue. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param before null when the object is new; a shared snapshot
         * @param after null when the object is gone; a shared snapshot
         */
        void changed(@Nullable ObjectNode before, @Nullable ObjectNode after);
    }

    private final Registry registry;
    private final Map<ResourceType, List<Listener>> listeners = new LinkedHashMap<>();
    private final List<AutoCloseable> watches = new ArrayList<>();

    public ObjectFeed(Registry registry) {
        this.registry = registry;
    }

    /** Adds a listener; before {@link #open()} only. */
    public void on(ResourceType type, Listener listener) {
        listeners.computeIfAbsent(type, any -> new ArrayList<>()).add(listener);
    }

    /** Begins to watch; every object that exists is told as a new one. */
    public void open() {
        listeners.forEach((type, interested) -> watches.add(watch(type, List.copyOf(interested))));
    }

    private AutoCloseable watch(ResourceType type, List<Listener> interested) {
        Map<ObjectKey, ObjectNode> known = new ConcurrentHashMap<>();
        return registry.watch(type, change -> {
            ObjectNode object = change.object();
            ObjectKey key = ObjectKey.of(object);
            boolean gone = change.type() == Registry.Change.Type.DELETED;
            ObjectNode before = gone ? known.remove(key) : known.put(key, object);
            for (Listener listener : interested) {
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
