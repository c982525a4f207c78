package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.ConditionalUpdates;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Deletes objects whose owners no longer exist, and implements the {@code propagationPolicy} Foreground and Orphan. An
 * object that still has another owner only loses its references to the missing ones.
 */
public final class GarbageCollector extends Controller<ObjectReference> {
    private static final String ORPHAN = "orphan";

    /** Events have no owners, and there are many of them. */
    private static final Set<String> IGNORED = Set.of("events", "events.events.k8s.io");

    private final GraphBuilder graph = new GraphBuilder(registry, queue);

    public GarbageCollector(ControllerContext context) {
        super("garbagecollector", context);
    }

    private Stream<ResourceType> types() {
        return registry.types().stream().filter(type -> !IGNORED.contains(type.groupResource()));
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandlers(type -> IGNORED.contains(type.groupResource())
                ? Optional.empty()
                : Optional.of((before, after) -> graph.processChange(type, before, after)));
    }

    @Override
    protected void sync(ObjectReference item) {
        ObjectNode object = item.find(registry);
        if (object == null) {
            return;
        }
        if (!ObjectMeta.isBeingDeleted(object)) {
            attemptToDelete(item, object);
        } else if (ObjectMeta.finalizers(object).contains(ORPHAN)) {
            orphanDependents(item, object);
        } else if (ClassifiedReferences.isWaiting(object)) {
            processDeletingDependents(item, object);
        }
    }

    private void attemptToDelete(ObjectReference item, ObjectNode object) {
        ClassifiedReferences owners = ClassifiedReferences.of(registry, object);
        if (owners.areAllSolid()) {
            return;
        }
        if (!owners.solid().isEmpty()) {
            update(item, object, changed -> OwnerReference.remove(changed, owners::isNotSolid));
            return;
        }
        ObjectNode latest = object;
        String policy = "Background";
        List<ObjectReference> dependents = graph.dependents(item).stream()
                .filter(each -> each.find(registry) != null)
                .toList();
        if (!owners.waiting().isEmpty() && !dependents.isEmpty()) {
            policy = "Foreground";
            if (dependents.stream().anyMatch(this::isWaiting)) {
                // Owners in a circle would wait for each other for ever.
                latest = update(item, object, GarbageCollector::unblockOwners);
            }
        } else if (ObjectMeta.finalizers(object).contains(ORPHAN)) {
            policy = "Orphan";
        } else if (ObjectMeta.finalizers(object).contains(ClassifiedReferences.FOREGROUND)) {
            policy = "Foreground";
        }
        String version = ObjectMeta.resourceVersion(latest);
        registry.delete(
                item.type(), item.namespace(), item.name(), new DeleteOptions(null, policy, item.uid(), version));
    }

    private boolean isWaiting(ObjectReference item) {
        ObjectNode object = item.find(registry);
        return object != null && ClassifiedReferences.isWaiting(object);
    }

    private static void unblockOwners(ObjectNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference instanceof ObjectNode changeable && changeable.has("blockOwnerDeletion")) {
                changeable.put("blockOwnerDeletion", false);
            }
        }
    }

    private void processDeletingDependents(ObjectReference owner, ObjectNode object) {
        List<ObjectReference> blocking = listDependents(owner).stream()
                .filter(each -> blocksDeletion(each, owner))
                .toList();
        if (blocking.isEmpty()) {
            update(owner, object, changed -> ObjectMeta.removeFinalizer(changed, ClassifiedReferences.FOREGROUND));
        } else {
            blocking.stream().filter(each -> !isWaiting(each)).forEach(queue::add);
        }
    }

    private boolean blocksDeletion(ObjectReference dependent, ObjectReference owner) {
        ObjectNode object = dependent.find(registry);
        return object != null
                && OwnerReference.of(object).stream()
                        .anyMatch(each -> each.uid().equals(owner.uid()) && each.blockOwnerDeletion());
    }

    private void orphanDependents(ObjectReference owner, ObjectNode object) {
        for (ObjectReference dependent : listDependents(owner)) {
            ObjectNode found = dependent.find(registry);
            if (found != null) {
                update(dependent, found, changed -> OwnerReference.remove(changed, owner.uid()::equals));
            }
        }
        update(owner, object, changed -> ObjectMeta.removeFinalizer(changed, ORPHAN));
    }

    private ObjectNode update(ObjectReference item, ObjectNode object, Consumer<ObjectNode> change) {
        return ConditionalUpdates.update(registry, item.type(), object, change);
    }

    /**
     * Lists the dependents from the registry. The graph may not contain the newest ones yet, and a dependent that is
     * overlooked here would be deleted instead of orphaned.
     */
    private List<ObjectReference> listDependents(ObjectReference owner) {
        return types().filter(type -> type.namespaced() || owner.namespace().isEmpty())
                .flatMap(type -> registry.list(type, owner.namespace()).stream()
                        .filter(object -> OwnerReference.of(object).stream()
                                .anyMatch(each -> each.uid().equals(owner.uid())))
                        .map(object -> ObjectReference.of(type, object)))
                .toList();
    }
}
