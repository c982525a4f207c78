package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.Cacher;
import dev.watchworks.apiserver.storage.SelectionPredicate;
import dev.watchworks.apiserver.storage.Store;
import dev.watchworks.apiserver.storage.StoredObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What creates, updates and deletions share: the store, the clock, the generator of names. */
record WriteContext(Store store, Clock clock, NameGenerator identifiers) implements GenericLister {
    /** Numbers are the same whatever Java type holds them. */
    private static final Comparator<JsonNode> LEAVES = (left, right) -> {
        if (left.equals(right)) {
            return 0;
        }
        boolean numbers = left.isNumber() && right.isNumber();
        return numbers && left.decimalValue().compareTo(right.decimalValue()) == 0 ? 0 : 1;
    };

    Cacher resource(ResourceType type) {
        return store.resource(type.groupResource());
    }

    @Nullable
    StoredObject find(ResourceType type, String namespace, String name) {
        return resource(type).get(StoredObject.key(type.namespaced() ? namespace : "", name));
    }

    /** Now, in whole seconds of UTC, as the API writes times. */
    String timestamp() {
        return timestamp(0);
    }

    String timestamp(long secondsFromNow) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return now.plusSeconds(secondsFromNow).toString();
    }

    @Override
    public Collection<ObjectNode> list(String groupResource) {
        return trees(store.resource(groupResource).snapshot().objects().from(""));
    }

    /** Stores an object, unless the write is a dry run or a no-op. */
    StoredObject putLocked(
            ResourceType type, @Nullable StoredObject stored, String key, ObjectNode object, boolean dryRun) {
        if (dryRun) {
            return StoredObject.unstored(object);
        }
        return stored != null && isUnchanged(object, stored.tree())
                ? stored
                : resource(type).putLocked(key, object);
    }

    /** Whether two versions of an object are the same. */
    static boolean isUnchanged(ObjectNode object, ObjectNode current) {
        return object.equals(LEAVES, current);
    }

    static List<ObjectNode> trees(Iterator<StoredObject> objects) {
        List<ObjectNode> trees = new ArrayList<>();
        objects.forEachRemaining(object -> trees.add(object.tree()));
        return trees;
    }

    List<ObjectNode> list(ResourceType type, String namespace) {
        SelectionPredicate all = SelectionPredicate.everything(type.namespaced() ? namespace : "");
        return trees(all.from(resource(type).snapshot().objects(), ""));
    }

    /** The subject of a failure, by the resource's plural. */
    static StatusSubject resourceSubject(ResourceType type, String name) {
        return new StatusSubject(type.group(), type.plural(), name);
    }

    /** The subject of a failure, by the kind, as for invalid objects. */
    static StatusSubject kindSubject(ResourceType type, String name) {
        return new StatusSubject(type.group(), type.kind(), name);
    }
}
