package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Adds the owners that a change of a dependent object concerns: its controller before and after the change, and for an
 * orphan every owner whose selector matches.
 */
public final class EnqueueRequestForOwner implements ResourceEventHandler {
    private final InProcessClient registry;
    private final ResourceType ownerType;
    private final WorkQueue<ObjectKey> queue;

    public EnqueueRequestForOwner(InProcessClient registry, ResourceType ownerType, WorkQueue<ObjectKey> queue) {
        this.registry = registry;
        this.ownerType = ownerType;
        this.queue = queue;
    }

    @Override
    public void onChange(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        enqueueController(before);
        enqueueController(after);
        if (after != null && OwnerReference.controllerOf(after) == null && mayBeAdopted(before, after)) {
            enqueueMatching(after);
        }
    }

    /** Adds the controller of an object, if it is of the owners' kind. */
    public void enqueueController(@Nullable ObjectNode dependent) {
        OwnerReference controller = dependent == null ? null : OwnerReference.controllerOf(dependent);
        if (dependent != null && controller != null && controller.kind().equals(ownerType.kind())) {
            queue.add(new ObjectKey(ObjectMeta.namespace(dependent), controller.name()));
        }
    }

    private static boolean mayBeAdopted(@Nullable ObjectNode before, ObjectNode after) {
        return before == null
                || OwnerReference.controllerOf(before) != null
                || !ObjectMeta.labels(before).equals(ObjectMeta.labels(after));
    }

    private void enqueueMatching(ObjectNode orphan) {
        for (ObjectNode owner : registry.list(ownerType, ObjectMeta.namespace(orphan))) {
            LabelSelector selector = LabelSelector.of(owner.path("spec").path("selector"));
            if (!selector.isEmpty() && selector.matches(orphan)) {
                queue.add(ObjectKey.of(owner));
            }
        }
    }
}
