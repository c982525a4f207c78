package dev.watchworks.apiserver.apiextensions.customresource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.apiextensions.customresourcedefinition.CustomResourceDefinitionView;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.storage.ResourceStorage;
import dev.watchworks.apiserver.storage.StoredObject;
import dev.watchworks.apiserver.storage.WatchCacheEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of all established definitions. They are made from the stored definitions when somebody asks for them, so they
 * are never older than the definitions.
 */
public final class CustomResourceTypes {
    private final ResourceStorage definitions;
    private volatile @Nullable Known known;

    /** The types of the definitions in a storage. */
    public CustomResourceTypes(ResourceStorage definitions) {
        this.definitions = definitions;
    }

    /** The types at an event of the definitions. */
    private record Known(WatchCacheEvent last, Map<String, Defined> defined, List<ResourceType> types) {}

    /** The types of one definition, and the version of it that they were made from or that makes the same ones. */
    private record Defined(StoredObject object, List<ResourceType> types) {
        Defined {
            types = List.copyOf(types);
        }

        /** The types of a newer version of the definition. */
        Defined follow(StoredObject newer) {
            if (newer == object) {
                return this;
            }
            CustomResourceDefinitionView before = new CustomResourceDefinitionView(object.tree());
            CustomResourceDefinitionView after = new CustomResourceDefinitionView(newer.tree());
            boolean isSame = before.isTrue("Established") == after.isTrue("Established")
                    && before.isTrue("Terminating") == after.isTrue("Terminating")
                    && before.acceptedNames().equals(after.acceptedNames())
                    && object.tree().path("spec").equals(newer.tree().path("spec"));
            return isSame ? new Defined(newer, types) : define(newer);
        }
    }

    /** All versions of all kinds, the stored version of each kind first; the same list until a definition changes. */
    public List<ResourceType> types() {
        WatchCacheEvent last = definitions.snapshot().last();
        Known current = known;
        if (current != null && current.last == last) {
            return current.types;
        }
        if (current == null && last.after().size() == 0) {
            return List.of();
        }
        return read(last).types;
    }

    private synchronized Known read(WatchCacheEvent last) {
        Known before = known;
        Map<String, Defined> defined = new HashMap<>();
        List<ResourceType> types = new ArrayList<>();
        for (Iterator<StoredObject> objects = last.after().from(""); objects.hasNext(); ) {
            StoredObject object = objects.next();
            Defined earlier = before == null ? null : before.defined.get(object.key());
            Defined now = earlier == null ? define(object) : earlier.follow(object);
            defined.put(object.key(), now);
            types.addAll(now.types);
        }
        List<ResourceType> all = before != null && before.types.equals(types) ? before.types : List.copyOf(types);
        Known now = new Known(last, defined, all);
        known = now;
        return now;
    }

    private static Defined define(StoredObject object) {
        CustomResourceDefinitionView definition = new CustomResourceDefinitionView(object.tree());
        if (!definition.isTrue("Established")) {
            return new Defined(object, List.of());
        }
        DefinedVersions versions = new DefinedVersions(definition);
        List<ResourceType> types = new ArrayList<>();
        for (ObjectNode version : definition.versions()) {
            if (version.path("served").asBoolean()) {
                boolean isStored = version.path("storage").asBoolean();
                CustomResourceVersion served = new CustomResourceVersion(definition, versions, version);
                types.add(isStored ? 0 : types.size(), served.resourceType());
            }
        }
        return new Defined(object, types);
    }
}
