package dev.watchworks.apiserver.controllers.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controllers.runtime.SharedInformerFactory;
import dev.watchworks.apiserver.controllers.runtime.WorkQueue;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Timers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Empties a namespace that is being deleted, its pods first, and lets it go when nothing is left. */
public final class NamespaceController implements AutoCloseable {
    private static final String FINALIZER = "kubernetes";

    /** After a refused deletion; nothing else would bring the namespace back. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Registry registry;
    private final Clock clock;
    private final ResourceType namespaces;
    private final ResourceType pods;
    private final WorkQueue<String> queue;

    /** Namespaces that wait for the end of an object. */
    private final Set<String> terminating = ConcurrentHashMap.newKeySet();

    public NamespaceController(Registry registry, Clock clock, Executor threads, Timers timers) {
        this.registry = registry;
        this.clock = clock;
        this.namespaces = registry.type("namespaces");
        this.pods = registry.type("pods");
        this.queue = new WorkQueue<>("namespace", threads, timers, this::sync);
    }

    /** Listens to namespaces, and in those that are being deleted to the end of every object. */
    public void listen(SharedInformerFactory feed) {
        feed.on(namespaces, (before, after) -> {
            if (after == null) {
                terminating.remove(before == null ? "" : ObjectMeta.name(before));
            } else if (ObjectMeta.isBeingDeleted(after)) {
                queue.add(ObjectMeta.name(after));
            }
        });
        for (ResourceType type : registry.types()) {
            if (type.namespaced()) {
                feed.on(type, (before, after) -> {
                    if (after == null && before != null && terminating.contains(ObjectMeta.namespace(before))) {
                        queue.add(ObjectMeta.namespace(before));
                    }
                });
            }
        }
    }

    private void sync(String name) {
        ObjectNode namespace = registry.find(namespaces, "", name);
        if (namespace == null || !ObjectMeta.isBeingDeleted(namespace) || !hasFinalizer(namespace)) {
            return;
        }
        terminating.add(name);
        NamespaceConditionUpdater conditions = new NamespaceConditionUpdater();
        Set<String> failures = new TreeSet<>();
        if (empty(pods, name, new NamespaceConditionUpdater(), failures) > 0) {
            // As long as pods remain, Kubernetes touches nothing else and does not speak of it.
            write(name, conditions);
            return;
        }
        int left = 0;
        for (ResourceType type : registry.types()) {
            if (type.namespaced() && type != pods) {
                left += empty(type, name, conditions, failures);
            }
        }
        if (!failures.isEmpty()) {
            conditions.fail(failures.size(), String.join(", ", failures));
        }
        write(name, conditions);
        if (!failures.isEmpty()) {
            queue.addAfter(name, RETRY);
        } else if (left == 0) {
            registry.updateNamespaceFinalizers(name, NamespaceController::withoutFinalizer);
        }
    }

    /** Deletes all objects of a type; the number of those that remain, for now. */
    private int empty(ResourceType type, String namespace, NamespaceConditionUpdater conditions, Set<String> failures) {
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
            conditions.remain(type.plural(), type.group(), remaining.size());
            remaining.forEach(object -> ObjectMeta.finalizers(object).forEach(conditions::hold));
        }
        return remaining.size();
    }

    private void write(String name, NamespaceConditionUpdater conditions) {
        registry.updateStatus(
                namespaces,
                "",
                name,
                current -> current != null && conditions.apply(current, clock.instant()) ? current : null);
    }

    private static boolean hasFinalizer(JsonNode namespace) {
        for (JsonNode finalizer : namespace.path("spec").path("finalizers")) {
            if (finalizer.asText().equals(FINALIZER)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable ObjectNode withoutFinalizer(@Nullable ObjectNode namespace) {
        if (namespace != null && namespace.path("spec").path("finalizers") instanceof ArrayNode finalizers) {
            for (int index = finalizers.size() - 1; index >= 0; index--) {
                if (finalizers.get(index).asText().equals(FINALIZER)) {
                    finalizers.remove(index);
                }
            }
        }
        return namespace;
    }

    @Override
    public void close() {
        queue.close();
    }
}
