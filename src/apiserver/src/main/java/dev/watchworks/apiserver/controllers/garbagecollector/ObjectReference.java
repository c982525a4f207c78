package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.InProcessClient;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.Objects;
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

    /** A kind is the same in all its versions, and after a change of its definition. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectReference reference
                && type.groupResource().equals(reference.type.groupResource())
                && namespace.equals(reference.namespace)
                && name.equals(reference.name)
                && uid.equals(reference.uid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type.groupResource(), namespace, name, uid);
    }

    @Override
    public String toString() {
        return type.groupResource() + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
