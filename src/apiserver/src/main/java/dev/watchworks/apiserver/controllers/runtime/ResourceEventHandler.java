package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Handles changes of the objects of one type: client-go's {@code OnAdd}, {@code OnUpdate} and {@code OnDelete} in one
 * method. It never blocks, and mostly adds a key to a queue.
 */
@FunctionalInterface
public interface ResourceEventHandler {
    /**
     * @param before the last state that this handler got, a shared snapshot; null when the object is new
     * @param after the present state, a shared snapshot; null when the object was deleted
     */
    void onChange(@Nullable ObjectNode before, @Nullable ObjectNode after);

    /** A handler of new and changed objects. */
    static ResourceEventHandler onAddOrUpdate(Consumer<ObjectNode> consumer) {
        return (before, after) -> {
            if (after != null) {
                consumer.accept(after);
            }
        };
    }

    /** A handler of deleted objects. */
    static ResourceEventHandler onDelete(Consumer<ObjectNode> consumer) {
        return (before, after) -> {
            if (after == null && before != null) {
                consumer.accept(before);
            }
        };
    }
}
