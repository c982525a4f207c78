package dev.watchworks.apiserver.apiextensions.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.InProcessClient.Change;
import dev.watchworks.apiserver.storage.EventType;
import dev.watchworks.apiserver.storage.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Ends the watches of custom objects when their definition changes or goes, because a real server then gives up the storage
 * that they read from ({@code tearDown} in {@code customresource_handler.go}).
 */
final class ServedWatches {
    /** How long a real server lets watches of the old definition go on. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Store store;
    private final Map<String, Served> served = new HashMap<>();

    ServedWatches(Store store) {
        this.store = store;
    }

    /** What a storage was made from. */
    private record Served(String uid, JsonNode spec, JsonNode names) {}

    /** Handles a change of a definition. Calls come one after the other. */
    void changed(Change change) {
        ObjectNode object = change.object();
        String name = ObjectMeta.name(object);
        CustomResourceDefinitionView definition = new CustomResourceDefinitionView(object);
        Served now = change.type() == EventType.DELETED || !definition.isTrue("Established")
                ? null
                : new Served(ObjectMeta.uid(object), object.path("spec"), definition.acceptedNames());
        Served before = now == null ? served.remove(name) : served.put(name, now);
        if (now != null && !now.equals(before)) {
            store.resource(name).restartWatches(Long.parseLong(ObjectMeta.resourceVersion(object)));
        }
        if (before != null && !before.equals(now)) {
            Runnable end = store.resource(name).endOfOpenWatches();
            store.timers().schedule(DELAY, end);
        }
    }
}
