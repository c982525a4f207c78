package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Claims dependents for their controller: adopts orphans that its selector matches, releases those it no longer matches. */
public final class ControllerRefManager {
    private final InProcessClient registry;
    private final ResourceType ownerType;
    private final ResourceType ownedType;

    public ControllerRefManager(InProcessClient registry, ResourceType ownerType, ResourceType ownedType) {
        this.registry = registry;
        this.ownerType = ownerType;
        this.ownedType = ownedType;
    }

    /** Adopts and releases objects in the owner's namespace; returns those that the owner controls afterwards. */
    public List<ObjectNode> claim(ObjectNode owner, Predicate<ObjectNode> filter) {
        LabelSelector selector = LabelSelector.of(owner.path("spec").path("selector"));
        List<ObjectNode> claimed = new ArrayList<>();
        for (ObjectNode object : registry.list(ownedType, ObjectMeta.namespace(owner))) {
            ObjectNode kept = filter.test(object) ? claim(owner, selector, object) : null;
            if (kept != null) {
                claimed.add(kept);
            }
        }
        return claimed;
    }

    /** Returns the object as stored, or null when the owner does not control it. */
    private @Nullable ObjectNode claim(ObjectNode owner, LabelSelector selector, ObjectNode object) {
        OwnerReference controller = OwnerReference.controllerOf(object);
        boolean matches = selector.matches(object);
        if (controller == null) {
            return matches && !ObjectMeta.isBeingDeleted(object) && canAdopt(owner) ? adopt(owner, object) : null;
        }
        if (!controller.uid().equals(ObjectMeta.uid(owner))) {
            return null;
        }
        if (!matches && !ObjectMeta.isBeingDeleted(owner)) {
            release(owner, object);
        }
        return matches ? object : null;
    }

    /** Reads the owner again, because an owner that was deleted meanwhile must not adopt. */
    private boolean canAdopt(ObjectNode owner) {
        ObjectNode current = registry.find(ownerType, ObjectMeta.namespace(owner), ObjectMeta.name(owner));
        return current != null
                && ObjectMeta.isSameObject(current, owner)
                && !ObjectMeta.isBeingDeleted(owner)
                && !ObjectMeta.isBeingDeleted(current);
    }

    private ObjectNode adopt(ObjectNode owner, ObjectNode orphan) {
        return ConditionalUpdates.update(
                registry,
                ownedType,
                orphan,
                object -> OwnerReference.addController(object, ownerType.apiVersion(), ownerType.kind(), owner));
    }

    private void release(ObjectNode owner, ObjectNode object) {
        String uid = ObjectMeta.uid(owner);
        ConditionalUpdates.update(
                registry, ownedType, object, released -> OwnerReference.remove(released, uid::equals));
    }
}
