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

    /** The types of one definition, and what they were made from. */
    private record Defined(ObjectNode spec, CustomResourceDefinitionView source, List<ResourceType> types) {
        /** Whether another state of the definition makes the same types. */
        boolean hasSameTypes(CustomResourceDefinitionView other) {
            return spec.equals(other.object().path("spec"))
                    && source.acceptedNames().equals(other.acceptedNames())
                    && source.isTrue("Established") == other.isTrue("Established")
                    && source.isTrue("Terminating") == other.isTrue("Terminating");
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
            CustomResourceDefinitionView definition = new CustomResourceDefinitionView(object.tree());
            Defined earlier = before == null ? null : before.defined.get(object.key());
            Defined now = earlier != null && earlier.hasSameTypes(definition) ? earlier : define(definition);
            defined.put(object.key(), now);
            types.addAll(now.types);
        }
        List<ResourceType> all = before != null && before.types.equals(types) ? before.types : List.copyOf(types);
        Known now = new Known(last, defined, all);
        known = now;
        return now;
    }

    private static Defined define(CustomResourceDefinitionView definition) {
        ObjectNode spec = (ObjectNode) definition.object().path("spec");
        if (!definition.isTrue("Established")) {
            return new Defined(spec, definition, List.of());
        }
        DefinedVersions versions = new DefinedVersions(definition);
        List<ResourceType> types = new ArrayList<>();
        for (ObjectNode version : definition.versions()) {
            if (version.path("served").asBoolean()) {
                boolean isStored = version.path("storage").asBoolean();
                types.add(
                        isStored ? 0 : types.size(),
                        new CustomResourceVersion(definition, versions, version).resourceType());
            }
        }
        return new Defined(spec, definition, types);
    }
}
