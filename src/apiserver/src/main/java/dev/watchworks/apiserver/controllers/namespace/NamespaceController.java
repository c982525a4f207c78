package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.Controller;
import dev.watchworks.apiserver.controllers.runtime.ControllerContext;
import dev.watchworks.apiserver.controllers.runtime.ResourceEventHandler;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Deletes the objects of a namespace that is being deleted, pods first, and then removes its finalizer. */
public final class NamespaceController extends Controller<String> {
    private static final String FINALIZER = "kubernetes";

    /** The delay after a refused deletion, because no event would add the namespace to the queue again. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final ResourceType namespaces = registry.type("namespaces");
    private final ResourceType pods = registry.type("pods");

    /** Namespaces that wait for the deletion of objects. */
    private final Set<String> terminating = ConcurrentHashMap.newKeySet();

    public NamespaceController(ControllerContext context) {
        super("namespace", context);
    }

    @Override
    public void addEventHandlers(SharedInformerFactory informers) {
        informers.addEventHandler(namespaces, (before, after) -> {
            if (after == null) {
                terminating.remove(before == null ? "" : ObjectMeta.name(before));
            } else if (ObjectMeta.isBeingDeleted(after)) {
                queue.add(ObjectMeta.name(after));
            }
        });
        ResourceEventHandler handler = ResourceEventHandler.onDelete(object -> {
            if (terminating.contains(ObjectMeta.namespace(object))) {
                queue.add(ObjectMeta.namespace(object));
            }
        });
        informers.addEventHandlers(type -> type.namespaced() ? Optional.of(handler) : Optional.empty());
    }

    @Override
    protected void sync(String name) {
        ObjectNode namespace = registry.find(namespaces, "", name);
        if (namespace == null
                || !ObjectMeta.isBeingDeleted(namespace)
                || !NestedFields.texts(namespace, "spec", "finalizers").contains(FINALIZER)) {
            return;
        }
        terminating.add(name);
        NamespaceConditionUpdater conditions = new NamespaceConditionUpdater();
        Set<String> failures = new TreeSet<>();
        if (deleteAll(pods, name, new NamespaceConditionUpdater(), failures) > 0) {
            // Kubernetes deletes nothing else while pods remain, and its conditions do not mention them.
            updateStatus(name, conditions);
            return;
        }
        int remaining = 0;
        for (ResourceType type : registry.types()) {
            if (type.namespaced() && type != pods) {
                remaining += deleteAll(type, name, conditions, failures);
            }
        }
        if (!failures.isEmpty()) {
            conditions.setFailure(failures.size(), String.join(", ", failures));
        }
        updateStatus(name, conditions);
        if (!failures.isEmpty()) {
            queue.addAfter(name, RETRY);
        } else if (remaining == 0) {
            registry.update(namespaces, "", name, Subresource.FINALIZE, NamespaceController::withoutFinalizer);
        }
    }

    /** Deletes all objects of a type; returns how many remain for now. */
    private int deleteAll(
            ResourceType type, String namespace, NamespaceConditionUpdater conditions, Set<String> failures) {
        for (ObjectNode object : registry.list(type, namespace)) {
            if (!ObjectMeta.isBeingDeleted(object)) {
                try {
                    DeleteOptions options = new DeleteOptions(null, "Background", ObjectMeta.uid(object), null);
                    registry.delete(type, namespace, ObjectMeta.name(object), options);
                } catch (ApiException refused) {
                    failures.add(String.valueOf(refused.getMessage()));
                }
            }
        }
        List<ObjectNode> remaining = registry.list(type, namespace);
        if (!remaining.isEmpty()) {
            conditions.addRemaining(type.plural(), type.group(), remaining.size());
            remaining.forEach(object -> ObjectMeta.finalizers(object).forEach(conditions::addFinalizer));
        }
        return remaining.size();
    }

    private void updateStatus(String name, NamespaceConditionUpdater conditions) {
        registry.updateStatus(
                namespaces,
                "",
                name,
                current -> current != null && conditions.update(current, clock.instant()) ? current : null);
    }

    private static @Nullable ObjectNode withoutFinalizer(@Nullable ObjectNode namespace) {
        if (namespace != null && namespace.path("spec").path("finalizers") instanceof ArrayNode finalizers) {
            finalizers.removeIf(finalizer -> finalizer.asText().equals(FINALIZER));
        }
        return namespace;
    }
}
