package dev.watchworks.apiserver.controller.loop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.Registry;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes that hold only for the state they were decided on, as an update with a resourceVersion does: a loop that is
 * behind throws {@link StaleSnapshotException} and looks again, instead of overwriting what it has not seen.
 */
public final class Writes {
    private Writes() {}

    /** Changes an object through the main resource; the result is the object as stored. */
    public static ObjectNode update(
            Registry registry, ResourceType type, ObjectNode seen, Consumer<ObjectNode> change) {
        return stored(
                seen, registry.update(type, Metadata.namespace(seen), Metadata.name(seen), onlyIfStill(seen, change)));
    }

    /** Changes an object through {@code /status}; the result is the object as stored. */
    public static ObjectNode updateStatus(
            Registry registry, ResourceType type, ObjectNode seen, Consumer<ObjectNode> change) {
        return stored(
                seen,
                registry.updateStatus(type, Metadata.namespace(seen), Metadata.name(seen), onlyIfStill(seen, change)));
    }

    private static UnaryOperator<@Nullable ObjectNode> onlyIfStill(ObjectNode seen, Consumer<ObjectNode> change) {
        return current -> {
            if (current == null) {
                return null;
            }
            if (!Metadata.resourceVersion(current).equals(Metadata.resourceVersion(seen))) {
                throw new StaleSnapshotException(Metadata.name(seen) + " has changed since it was read");
            }
            change.accept(current);
            return current;
        };
    }

    private static ObjectNode stored(ObjectNode seen, @Nullable ObjectNode result) {
        if (result == null) {
            throw new StaleSnapshotException(Metadata.name(seen) + " is gone");
        }
        return result;
    }
}
