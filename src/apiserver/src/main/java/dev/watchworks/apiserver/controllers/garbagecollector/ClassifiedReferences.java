package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.InProcessClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The owner references of an object by the state of the owner, as {@code classifyReferences} in Kubernetes' garbage
 * collector returns them.
 *
 * @param solid owners that exist, or whose type the server does not know
 * @param dangling owners that do not exist
 * @param waiting owners that are being deleted and wait for their dependents
 */
record ClassifiedReferences(List<OwnerReference> solid, List<OwnerReference> dangling, List<OwnerReference> waiting) {

    /** The finalizer of an owner that is deleted in the foreground. */
    static final String FOREGROUND = "foregroundDeletion";

    static ClassifiedReferences of(InProcessClient registry, ObjectNode object) {
        ClassifiedReferences references =
                new ClassifiedReferences(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (OwnerReference reference : OwnerReference.of(object)) {
            ObjectReference owner = ObjectReference.ofOwner(registry, reference, ObjectMeta.namespace(object));
            ObjectNode found = owner == null ? null : owner.find(registry);
            if (owner != null && found == null) {
                references.dangling.add(reference);
            } else if (found != null && isWaiting(found)) {
                references.waiting.add(reference);
            } else {
                references.solid.add(reference);
            }
        }
        return references;
    }

    /** Whether an object is being deleted in the foreground. */
    static boolean isWaiting(ObjectNode owner) {
        return ObjectMeta.isBeingDeleted(owner) && ObjectMeta.finalizers(owner).contains(FOREGROUND);
    }

    /** Whether all owners are solid. */
    boolean areAllSolid() {
        return dangling.isEmpty() && waiting.isEmpty();
    }

    /** Whether an owner with this uid is dangling or waiting. */
    boolean isNotSolid(String uid) {
        return Stream.concat(dangling.stream(), waiting.stream())
                .anyMatch(owner -> owner.uid().equals(uid));
    }
}
