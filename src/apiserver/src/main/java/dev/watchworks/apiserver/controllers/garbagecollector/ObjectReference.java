package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * An object that the garbage collector has in mind.
 *
 * @param uid tells it from others that have had its name
 */
record ObjectReference(ResourceType type, String namespace, String name, String uid) {

    static ObjectReference of(ResourceType type, ObjectNode object) {
        return new ObjectReference(type, ObjectMeta.namespace(object), ObjectMeta.name(object), ObjectMeta.uid(object));
    }

    /** The object as it is now, or null when it is gone. */
    @Nullable
    ObjectNode find(Registry registry) {
        ObjectNode found = registry.find(type, namespace, name);
        return found != null && ObjectMeta.uid(found).equals(uid) ? found : null;
    }

    @Override
    public String toString() {
        return type.groupResource() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
