package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which objects a controller owns: it adopts orphans that its selector wants and releases what it no longer wants. */
public final class ControllerRefManager {
    private final Registry registry;
    private final ResourceType ownerType;
    private final ResourceType ownedType;

    public ControllerRefManager(Registry registry, ResourceType ownerType, ResourceType ownedType) {
        this.registry = registry;
        this.ownerType = ownerType;
        this.ownedType = ownedType;
    }

    /** The objects that the owner has, after adopting and releasing. */
    public List<ObjectNode> claim(ObjectNode owner, Predicate<ObjectNode> considered) {
        LabelSelector selector = LabelSelector.of(owner.path("spec").path("selector"));
        List<ObjectNode> claimed = new ArrayList<>();
        for (ObjectNode object : registry.list(ownedType, ObjectMeta.namespace(owner))) {
            if (!considered.test(object)) {
                continue;
            }
            OwnerReference controller = OwnerReference.controllerOf(object);
            boolean wanted = selector.matches(object);
            if (controller == null) {
                if (wanted && !ObjectMeta.isBeingDeleted(owner) && !ObjectMeta.isBeingDeleted(object)) {
                    claimed.add(adopt(owner, object));
                }
            } else if (controller.uid().equals(ObjectMeta.uid(owner))) {
                if (wanted) {
                    claimed.add(object);
                } else if (!ObjectMeta.isBeingDeleted(owner)) {
                    release(owner, object);
                }
            }
        }
        return claimed;
    }

    private ObjectNode adopt(ObjectNode owner, ObjectNode orphan) {
        return OptimisticUpdates.update(
                registry,
                ownedType,
                orphan,
                object -> OwnerReference.addController(object, ownerType.apiVersion(), ownerType.kind(), owner));
    }

    private void release(ObjectNode owner, ObjectNode object) {
        String uid = ObjectMeta.uid(owner);
        OptimisticUpdates.update(registry, ownedType, object, released -> OwnerReference.remove(released, uid::equals));
    }
}
