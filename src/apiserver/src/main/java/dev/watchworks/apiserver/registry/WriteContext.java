package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.meta.SemanticEquality;
import dev.watchworks.apiserver.meta.Timestamps;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.SelectionPredicate;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.StoredObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The store, the clock and the name generator that creates, updates and deletions share. */
record WriteContext(Store store, Clock clock, NameGenerator names) implements GenericLister {
    ResourceStorage resource(ResourceType type) {
        return store.resource(type.groupResource());
    }

    @Nullable
    StoredObject find(ResourceType type, String namespace, String name) {
        return resource(type).get(StoredObject.key(type.namespaced() ? namespace : "", name));
    }

    /** The current time, in whole seconds of UTC, as the API writes times. */
    String timestamp() {
        return timestamp(0);
    }

    String timestamp(long secondsFromNow) {
        return Timestamps.seconds(clock.instant().plusSeconds(secondsFromNow));
    }

    @Override
    public Collection<ObjectNode> list(String groupResource) {
        return trees(SelectionPredicate.everything(""), store.resource(groupResource));
    }

    /** Stores an object, unless the write is a dry run or a no-op. */
    StoredObject putLocked(
            ResourceType type, @Nullable StoredObject before, String key, ObjectNode object, boolean dryRun) {
        if (dryRun) {
            return StoredObject.unstored(type.schema().toStorage(object));
        }
        ObjectNode stored = type.schema().toStorage(object);
        if (before != null && SemanticEquality.deepEqual(stored, before.tree())) {
            return before;
        }
        StoredObject put = resource(type).putLocked(key, stored);
        if (type.schema().convertsStoredObjects() && type.version().equals(type.storageVersion())) {
            put.showAsStored(type.schema());
        }
        return put;
    }

    List<ObjectNode> list(ResourceType type, String namespace) {
        return trees(SelectionPredicate.everything(type.namespaced() ? namespace : ""), resource(type));
    }

    private static List<ObjectNode> trees(SelectionPredicate selection, ResourceStorage resource) {
        List<ObjectNode> trees = new ArrayList<>();
        selection.from(resource.snapshot().objects(), "").forEachRemaining(object -> trees.add(object.tree()));
        return trees;
    }

    /** The subject of a failure, by the resource's plural. */
    static StatusDetails resourceSubject(ResourceType type, String name) {
        return new StatusDetails(type.group(), type.plural(), name);
    }

    /** The subject of a failure, by the kind, as for invalid objects. */
    static StatusDetails kindSubject(ResourceType type, String name) {
        return new StatusDetails(type.group(), type.kind(), name);
    }
}
