package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.OptimisticUpdates;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Deletes objects whose owners are all gone, and does what {@code propagationPolicy} Foreground and Orphan ask for. An
 * object with one owner left only loses the references to the others.
 */
public final class GarbageCollector implements AutoCloseable {
    private static final String ORPHAN = "orphan";

    /** Never owned by anything, and many. */
    private static final Set<String> IGNORED = Set.of("events", "events.events.k8s.io");

    private final Registry registry;
    private final GraphBuilder dependents = new GraphBuilder();
    private final WorkQueue<ObjectReference> queue;

    public GarbageCollector(Registry registry, Executor threads, Timers timers) {
        this.registry = registry;
        this.queue = new WorkQueue<>("garbage collector", threads, timers, this::sync);
    }

    /** Listens to everything. */
    public void listen(SharedInformerFactory feed) {
        for (ResourceType type : registry.types()) {
            if (!IGNORED.contains(type.groupResource())) {
                feed.on(type, (before, after) -> note(type, before, after));
            }
        }
    }

    private void note(ResourceType type, @Nullable ObjectNode before, @Nullable ObjectNode after) {
        if (before != null && (after == null || !ObjectMeta.isSameObject(before, after))) {
            ObjectReference gone = ObjectReference.of(type, before);
            dependents.note(gone, before, null);
            dependents.of(gone.uid()).forEach(queue::add);
            addOwners(before);
        }
        if (after == null) {
            return;
        }
        ObjectReference item = ObjectReference.of(type, after);
        ObjectNode same = ObjectMeta.isSameObject(before, after) ? before : null;
        dependents.note(item, same, after);
        boolean owned = !OwnerReference.of(after).isEmpty();
        boolean newOwners = same == null || !OwnerReference.of(same).equals(OwnerReference.of(after));
        boolean beganToGo = ObjectMeta.isBeingDeleted(after)
                && !ObjectMeta.finalizers(after).isEmpty();
        if ((owned && newOwners) || beganToGo) {
            queue.add(item);
        }
        if (same != null && newOwners) {
            addOwners(same);
        }
    }

    /** Owners that wait for their dependents may have waited for this one. */
    private void addOwners(ObjectNode dependent) {
        for (OwnerReference owner : OwnerReference.of(dependent)) {
            for (ResourceType type : registry.types()) {
                if (type.kind().equals(owner.kind()) && type.apiVersion().equals(owner.apiVersion())) {
                    String namespace = type.namespaced() ? ObjectMeta.namespace(dependent) : "";
                    queue.add(new ObjectReference(type, namespace, owner.name(), owner.uid()));
                }
            }
        }
    }

    private void sync(ObjectReference item) {
        ObjectNode object = item.find(registry);
        if (object == null) {
            return;
        }
        if (ObjectMeta.isBeingDeleted(object)) {
            if (ObjectMeta.finalizers(object).contains(ORPHAN)) {
                orphanDependents(item, object);
            } else if (ClassifiedReferences.isWaiting(object)) {
                awaitDependents(item, object);
            }
            return;
        }
        collect(item, object);
    }

    private void collect(ObjectReference item, ObjectNode object) {
        ClassifiedReferences owners = ClassifiedReferences.of(registry, object);
        if (!owners.solid().isEmpty()) {
            if (!owners.absent().isEmpty() || !owners.waiting().isEmpty()) {
                OptimisticUpdates.update(
                        registry, item.type(), object, changed -> OwnerReference.remove(changed, owners::isNotSolid));
            }
            return;
        }
        if (owners.absent().isEmpty() && owners.waiting().isEmpty()) {
            return;
        }
        ObjectNode latest = object;
        String policy = "Background";
        if (!owners.waiting().isEmpty() && !existing(item).isEmpty()) {
            policy = "Foreground";
            if (existing(item).stream().anyMatch(each -> isWaiting(each))) {
                // Owners that wait for each other in a circle would wait for ever.
                latest = OptimisticUpdates.update(registry, item.type(), object, GarbageCollector::unblock);
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

    private static void unblock(ObjectNode object) {
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (reference instanceof ObjectNode changeable && changeable.has("blockOwnerDeletion")) {
                changeable.put("blockOwnerDeletion", false);
            }
        }
    }

    /** Dependents that are still there, whatever the feed has told already. */
    private List<ObjectReference> existing(ObjectReference owner) {
        return dependents.of(owner.uid()).stream()
                .filter(each -> each.find(registry) != null)
                .toList();
    }

    private void awaitDependents(ObjectReference owner, ObjectNode object) {
        List<ObjectReference> blocking =
                scan(owner).stream().filter(each -> blocks(each, owner)).toList();
        if (blocking.isEmpty()) {
            OptimisticUpdates.update(
                    registry,
                    owner.type(),
                    object,
                    changed -> ObjectMeta.removeFinalizer(changed, ClassifiedReferences.FOREGROUND));
            return;
        }
        blocking.stream().filter(each -> !isWaiting(each)).forEach(queue::add);
    }

    private boolean blocks(ObjectReference dependent, ObjectReference owner) {
        ObjectNode object = dependent.find(registry);
        return object != null
                && OwnerReference.of(object).stream()
                        .anyMatch(each -> each.uid().equals(owner.uid()) && each.blockOwnerDeletion());
    }

    private void orphanDependents(ObjectReference owner, ObjectNode object) {
        for (ObjectReference dependent : scan(owner)) {
            ObjectNode found = dependent.find(registry);
            if (found != null) {
                OptimisticUpdates.update(
                        registry,
                        dependent.type(),
                        found,
                        changed -> OwnerReference.remove(changed, owner.uid()::equals));
            }
        }
        OptimisticUpdates.update(
                registry, owner.type(), object, changed -> ObjectMeta.removeFinalizer(changed, ORPHAN));
    }

    /**
     * The dependents as the registry has them now. What was noted of the feed may lag behind it, and a dependent that is
     * overlooked here would be deleted instead of orphaned.
     */
    private List<ObjectReference> scan(ObjectReference owner) {
        return registry.types().stream()
                .filter(type -> !IGNORED.contains(type.groupResource()))
                .filter(type -> type.namespaced() || owner.namespace().isEmpty())
                .flatMap(type -> registry.list(type, owner.namespace()).stream()
                        .filter(object -> OwnerReference.of(object).stream()
                                .anyMatch(each -> each.uid().equals(owner.uid())))
                        .map(object -> ObjectReference.of(type, object)))
                .toList();
    }

    @Override
    public void close() {
        queue.close();
    }
}
