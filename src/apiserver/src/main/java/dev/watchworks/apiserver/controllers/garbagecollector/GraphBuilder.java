package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.OwnerReference;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is owned by whom, by the owners' uids. */
final class GraphBuilder {
    private final Map<String, Set<ObjectReference>> byOwner = new HashMap<>();

    /** Takes note of a change of an object. */
    synchronized void note(ObjectReference item, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before != null) {
            for (OwnerReference owner : OwnerReference.of(before)) {
                Set<ObjectReference> items = byOwner.get(owner.uid());
                if (items != null && items.remove(item) && items.isEmpty()) {
                    byOwner.remove(owner.uid());
                }
            }
        }
        if (after != null) {
            for (OwnerReference owner : OwnerReference.of(after)) {
                byOwner.computeIfAbsent(owner.uid(), any -> new LinkedHashSet<>())
                        .add(item);
            }
        }
    }

    /** Objects that name an owner with this uid. */
    synchronized List<ObjectReference> of(String ownerUid) {
        return List.copyOf(byOwner.getOrDefault(ownerUid, Set.of()));
    }
}
