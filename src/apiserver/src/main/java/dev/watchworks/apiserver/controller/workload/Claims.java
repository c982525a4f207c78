package dev.watchworks.apiserver.controller.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.loop.Writes;
import dev.watchworks.apiserver.controller.object.LabelSelector;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.controller.object.OwnerReference;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which objects a controller owns: it adopts orphans that its selector wants and releases what it no longer wants. */
final class Claims {
    private final Registry registry;
    private final ResourceType ownerType;
    private final ResourceType ownedType;

    Claims(Registry registry, ResourceType ownerType, ResourceType ownedType) {
        this.registry = registry;
        this.ownerType = ownerType;
        this.ownedType = ownedType;
    }

    /** The objects that the owner has, after adopting and releasing. */
    List<ObjectNode> claim(ObjectNode owner, Predicate<ObjectNode> considered) {
        LabelSelector selector = LabelSelector.of(owner.path("spec").path("selector"));
        List<ObjectNode> claimed = new ArrayList<>();
        for (ObjectNode object : registry.list(ownedType, Metadata.namespace(owner))) {
            if (!considered.test(object)) {
                continue;
            }
            OwnerReference controller = OwnerReference.controllerOf(object);
            boolean wanted = selector.matches(object);
            if (controller == null) {
                if (wanted && !Metadata.beingDeleted(owner) && !Metadata.beingDeleted(object)) {
                    claimed.add(adopt(owner, object));
                }
            } else if (controller.uid().equals(Metadata.uid(owner))) {
                if (wanted) {
                    claimed.add(object);
                } else if (!Metadata.beingDeleted(owner)) {
                    release(owner, object);
                }
            }
        }
        return claimed;
    }

    private ObjectNode adopt(ObjectNode owner, ObjectNode orphan) {
        return Writes.update(
                registry, ownedType, orphan, object -> OwnerReference.addController(object, ownerType, owner));
    }

    private void release(ObjectNode owner, ObjectNode object) {
        String uid = Metadata.uid(owner);
        Writes.update(registry, ownedType, object, released -> OwnerReference.remove(released, uid::equals));
    }
}
