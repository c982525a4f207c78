package dev.watchworks.apiserver.controller.garbage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * An object that the garbage collector has in mind.
 *
 * @param uid tells it from others that have had its name
 */
record Item(ResourceType type, String namespace, String name, String uid) {

    static Item of(ResourceType type, ObjectNode object) {
        return new Item(type, Metadata.namespace(object), Metadata.name(object), Metadata.uid(object));
    }

    /** The object as it is now, or null when it is gone. */
    @Nullable
    ObjectNode find(Registry registry) {
        ObjectNode found = registry.find(type, namespace, name);
        return found != null && Metadata.uid(found).equals(uid) ? found : null;
    }

    @Override
    public String toString() {
        return type.groupResource() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
