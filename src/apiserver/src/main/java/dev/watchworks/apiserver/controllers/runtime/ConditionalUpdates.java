package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Updates that succeed only if the object still has the resourceVersion that the controller read. Otherwise they throw
 * {@link ConflictException}, and the controller syncs again instead of overwriting changes that it has not read.
 */
public final class ConditionalUpdates {
    private ConditionalUpdates() {}

    /** Changes an object through the main resource; returns it as stored. */
    public static ObjectNode update(
            InProcessClient registry, ResourceType type, ObjectNode seen, Consumer<ObjectNode> change) {
        String namespace = ObjectMeta.namespace(seen);
        return stored(seen, registry.update(type, namespace, ObjectMeta.name(seen), ifUnchanged(seen, change)));
    }

    /** Changes an object through {@code /status}; returns it as stored. */
    public static ObjectNode updateStatus(
            InProcessClient registry, ResourceType type, ObjectNode seen, Consumer<ObjectNode> change) {
        String namespace = ObjectMeta.namespace(seen);
        return stored(seen, registry.updateStatus(type, namespace, ObjectMeta.name(seen), ifUnchanged(seen, change)));
    }

    private static UnaryOperator<@Nullable ObjectNode> ifUnchanged(ObjectNode seen, Consumer<ObjectNode> change) {
        return current -> {
            if (current == null) {
                return null;
            }
            if (!ObjectMeta.resourceVersion(current).equals(ObjectMeta.resourceVersion(seen))) {
                throw new ConflictException(ObjectMeta.name(seen) + " has changed since it was read");
            }
            change.accept(current);
            return current;
        };
    }

    private static ObjectNode stored(ObjectNode seen, @Nullable ObjectNode result) {
        if (result == null) {
            throw new ConflictException(ObjectMeta.name(seen) + " was deleted");
        }
        return result;
    }
}
