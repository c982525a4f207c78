package dev.watchworks.apiserver.apiextensions.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.ApiApproval;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.DefinitionConditions;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.InProcessClient.Change;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.EventType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings definitions from their creation to the state in which their objects are served, and removes them. As in a real API
 * server, each step is a write of its own. One thread runs all steps, one after the other.
 */
final class DefinitionControllers {
    private static final Logger LOG = System.getLogger(DefinitionControllers.class.getName());

    private final InProcessClient registry;
    private final Clock clock;
    private final ExecutorService thread;
    private final FinalizerController finalizer;
    private final ServedWatches watches;
    private final ResourceType definitions;
    private final Set<String> queued = new HashSet<>();

    DefinitionControllers(InProcessClient registry, Clock clock, ExecutorService thread, ServedWatches watches) {
        this.registry = registry;
        this.clock = clock;
        this.thread = thread;
        this.watches = watches;
        definitions = registry.type(CustomResourceDefinitionView.GROUP_RESOURCE);
        finalizer = new FinalizerController(registry, definitions, this::enqueue);
    }

    /** Handles a change of a definition; returns at once. */
    void changed(Change change) {
        watches.changed(change);
        String name = ObjectMeta.name(change.object());
        if (change.type() == EventType.DELETED) {
            others(name);
        } else {
            enqueue(name);
        }
    }

    private void others(String name) {
        NamingController.others(name, registry.list(definitions, "")).forEach(this::enqueue);
    }

    private synchronized void enqueue(String name) {
        if (queued.add(name)) {
            thread.execute(() -> process(name));
        }
    }

    private void process(String name) {
        synchronized (this) {
            queued.remove(name);
        }
        try {
            sync(name);
        } catch (ApiException refused) {
            LOG.log(Level.WARNING, () -> "The definition " + name + " cannot be processed", refused);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, () -> "The definition " + name + " cannot be processed", bug);
        }
    }

    /** Makes the next step; each write of a step leads to another call. */
    private void sync(String name) {
        List<ObjectNode> all = registry.list(definitions, "");
        String now = Timestamps.seconds(clock.instant());
        if (update(name, object -> NamingController.sync(object, all, now) ? object : null)) {
            others(name);
        } else if (!update(name, object -> approval(object, now))
                && !update(name, object -> EstablishingController.sync(object, now) ? object : null)) {
            finalizer.sync(name, now);
        }
    }

    private static @Nullable ObjectNode approval(ObjectNode object, String now) {
        DefinitionConditions.Condition condition = new ApiApproval(object, null).condition();
        if (condition == null || DefinitionConditions.has(object, condition)) {
            return null;
        }
        DefinitionConditions.set(object, condition, now);
        return object;
    }

    /** Updates the status; returns whether there was anything to write. */
    private boolean update(String name, UnaryOperator<@Nullable ObjectNode> change) {
        boolean[] changed = {false};
        registry.updateStatus(definitions, "", name, object -> {
            ObjectNode result = object == null ? null : change.apply(object);
            changed[0] = result != null;
            return result;
        });
        return changed[0];
    }
}
