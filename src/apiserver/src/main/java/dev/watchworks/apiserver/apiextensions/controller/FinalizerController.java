package dev.watchworks.apiserver.apiextensions.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions.Condition;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.DeleteOptions;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.InProcessClient.Change;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.EventType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Deletes the objects of a definition that is being deleted, and then the definition ({@code crd_finalizer.go}). */
final class FinalizerController {
    private static final String TERMINATING = "Terminating";

    private final InProcessClient registry;
    private final ResourceType definitions;
    private final Consumer<String> retry;
    /** The watches of objects that remain after their deletion, by the definition's name. */
    private final Map<String, AutoCloseable> remaining = new HashMap<>();

    /** @param retry processes a definition again, when one of its objects is gone */
    FinalizerController(InProcessClient registry, ResourceType definitions, Consumer<String> retry) {
        this.registry = registry;
        this.definitions = definitions;
        this.retry = retry;
    }

    /** Makes the next step of the deletion of a definition; does nothing for one that is not being deleted. */
    void sync(String name, String now) {
        ObjectNode object = registry.find(definitions, "", name);
        if (object == null || !new CustomResourceDefinitionView(object).awaitsCleanup()) {
            return;
        }
        set(
                name,
                new Condition(
                        TERMINATING, true, "InstanceDeletionInProgress", "CustomResource deletion is in progress"),
                now);
        ResourceType type = registry.types().stream()
                .filter(each -> each.groupResource().equals(name))
                .findFirst()
                .orElse(null);
        if (type == null) {
            finish(name, new Condition(TERMINATING, false, "NeverEstablished", "resource was never established"), now);
        } else if (!deleteObjects(type)) {
            remaining.computeIfAbsent(name, absent -> registry.watch(type, change -> retryAfter(change, name)));
        } else {
            stopWatching(name);
            finish(name, new Condition(TERMINATING, false, "InstanceDeletionCompleted", "removed all instances"), now);
        }
    }

    private void retryAfter(Change change, String name) {
        if (change.type() == EventType.DELETED) {
            retry.accept(name);
        }
    }

    private void stopWatching(String name) {
        AutoCloseable watch = remaining.remove(name);
        if (watch != null) {
            try {
                watch.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Deletes all objects; returns whether none remains. */
    private boolean deleteObjects(ResourceType type) {
        for (ObjectNode object : registry.list(type, "")) {
            registry.delete(type, ObjectMeta.namespace(object), ObjectMeta.name(object), DeleteOptions.defaults());
        }
        return registry.list(type, "").isEmpty();
    }

    private void set(String name, Condition condition, String now) {
        registry.updateStatus(definitions, "", name, object -> {
            if (object == null || DefinitionConditions.has(object, condition)) {
                return null;
            }
            DefinitionConditions.set(object, condition, now);
            return object;
        });
    }

    private void finish(String name, Condition condition, String now) {
        registry.updateStatus(definitions, "", name, object -> withoutFinalizer(object, condition, now));
    }

    private static @Nullable ObjectNode withoutFinalizer(@Nullable ObjectNode object, Condition condition, String now) {
        if (object != null) {
            DefinitionConditions.set(object, condition, now);
            NestedFields.array(object.withObjectProperty("metadata"), "finalizers")
                    .removeIf(each -> each.asText().equals(CustomResourceDefinitionView.CLEANUP_FINALIZER));
        }
        return object;
    }
}
