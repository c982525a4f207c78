package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the dependents of every owner, and adds objects to the queue that a change may turn into garbage. */
final class GraphBuilder {
    private final InProcessClient registry;
    private final WorkQueue<ObjectReference> attemptToDelete;
    private final Map<String, Set<ObjectReference>> dependentsByOwnerUid = new HashMap<>();

    GraphBuilder(InProcessClient registry, WorkQueue<ObjectReference> attemptToDelete) {
        this.registry = registry;
        this.attemptToDelete = attemptToDelete;
    }

    /** Handles a change of an object; an object that replaced another of its name counts as two changes. */
    void processChange(ResourceType type, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before != null && (after == null || !ObjectMeta.isSameObject(before, after))) {
            ObjectReference deleted = ObjectReference.of(type, before);
            replace(deleted, before, null);
            dependents(deleted).forEach(attemptToDelete::add);
            enqueueOwners(before);
        }
        if (after != null) {
            processAddOrUpdate(type, ObjectMeta.isSameObject(before, after) ? before : null, after);
        }
    }

    private void processAddOrUpdate(ResourceType type, @Nullable ObjectNode before, ObjectNode after) {
        ObjectReference item = ObjectReference.of(type, after);
        replace(item, before, after);
        boolean hasOwners = !OwnerReference.of(after).isEmpty();
        boolean ownersChanged = before == null || !OwnerReference.of(before).equals(OwnerReference.of(after));
        boolean waitsForFinalizers = ObjectMeta.isBeingDeleted(after)
                && !ObjectMeta.finalizers(after).isEmpty();
        if ((hasOwners && ownersChanged) || waitsForFinalizers) {
            attemptToDelete.add(item);
        }
        if (before != null && ownersChanged) {
            enqueueOwners(before);
        }
    }

    /** Adds the owners, because an owner may wait for this dependent. */
    private void enqueueOwners(ObjectNode dependent) {
        for (OwnerReference reference : OwnerReference.of(dependent)) {
            ObjectReference owner = ObjectReference.ofOwner(registry, reference, ObjectMeta.namespace(dependent));
            if (owner != null) {
                attemptToDelete.add(owner);
            }
        }
    }

    private synchronized void replace(ObjectReference item, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before != null) {
            for (OwnerReference owner : OwnerReference.of(before)) {
                Set<ObjectReference> items = dependentsByOwnerUid.get(owner.uid());
                if (items != null && items.remove(item) && items.isEmpty()) {
                    dependentsByOwnerUid.remove(owner.uid());
                }
            }
        }
        if (after != null) {
            for (OwnerReference owner : OwnerReference.of(after)) {
                dependentsByOwnerUid
                        .computeIfAbsent(owner.uid(), any -> new LinkedHashSet<>())
                        .add(item);
            }
        }
    }

    /** The objects with a reference to the owner that the informers have reported so far. */
    synchronized List<ObjectReference> dependents(ObjectReference owner) {
        return List.copyOf(dependentsByOwnerUid.getOrDefault(owner.uid(), Set.of()));
    }
}
