package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * One object in the graph of owners and dependents.
 *
 * @param uid distinguishes it from earlier and later objects with its name
 */
record ObjectReference(ResourceType type, String namespace, String name, String uid) {

    static ObjectReference of(ResourceType type, ObjectNode object) {
        return new ObjectReference(type, ObjectMeta.namespace(object), ObjectMeta.name(object), ObjectMeta.uid(object));
    }

    /** The owner of an object in a namespace, or null when the server has no such type for it. */
    static @Nullable ObjectReference ofOwner(InProcessClient registry, OwnerReference owner, String namespace) {
        ResourceType type = registry.findKind(owner.apiVersion(), owner.kind());
        return type == null || (type.namespaced() && namespace.isEmpty())
                ? null
                : new ObjectReference(type, type.namespaced() ? namespace : "", owner.name(), owner.uid());
    }

    /** The object as the registry has it now, or null when it no longer exists. */
    @Nullable
    ObjectNode find(InProcessClient registry) {
        ObjectNode found = registry.find(type, namespace, name);
        return found != null && ObjectMeta.uid(found).equals(uid) ? found : null;
    }

    @Override
    public String toString() {
        return type.groupResource() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
