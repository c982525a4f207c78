package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes that hold only for the state they were decided on, as an update with a resourceVersion does: a loop that is
 * behind throws {@link StaleSnapshotException} and looks again, instead of overwriting what it has not seen.
 */
public final class OptimisticUpdates {
    private OptimisticUpdates() {}

    /** Changes an object through the main resource; the result is the object as stored. */
    public static ObjectNode update(
            Registry registry, ResourceType type, ObjectNode seen, Consumer<ObjectNode> change) {
        return stored(
                seen,
                registry.update(type, ObjectMeta.namespace(seen), ObjectMeta.name(seen), onlyIfStill(seen, change)));
    }

    /** Changes an object through {@code /status}; the result is the object as stored. */
    public static ObjectNode updateStatus(
            Registry registry, ResourceType type, ObjectNode seen, Consumer<ObjectNode> change) {
        return stored(
                seen,
                registry.updateStatus(
                        type, ObjectMeta.namespace(seen), ObjectMeta.name(seen), onlyIfStill(seen, change)));
    }

    private static UnaryOperator<@Nullable ObjectNode> onlyIfStill(ObjectNode seen, Consumer<ObjectNode> change) {
        return current -> {
            if (current == null) {
                return null;
            }
            if (!ObjectMeta.resourceVersion(current).equals(ObjectMeta.resourceVersion(seen))) {
                throw new StaleSnapshotException(ObjectMeta.name(seen) + " has changed since it was read");
            }
            change.accept(current);
            return current;
        };
    }

    private static ObjectNode stored(ObjectNode seen, @Nullable ObjectNode result) {
        if (result == null) {
            throw new StaleSnapshotException(ObjectMeta.name(seen) + " is gone");
        }
        return result;
    }
}
