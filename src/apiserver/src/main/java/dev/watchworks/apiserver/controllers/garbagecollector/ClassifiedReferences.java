package dev.watchworks.apiserver.controllers.garbagecollector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.OwnerReference;
import dev.watchworks.apiserver.registry.Registry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The owners of an object, by what has become of them.
 *
 * @param solid those that exist, or of whom nothing can be known because their kind is none of the server's
 * @param absent those that are gone, or never were
 * @param waiting those that are being deleted and wait for their dependents
 */
record ClassifiedReferences(List<OwnerReference> solid, List<OwnerReference> absent, List<OwnerReference> waiting) {

    /** The finalizer of an owner that is deleted in the foreground. */
    static final String FOREGROUND = "foregroundDeletion";

    static ClassifiedReferences of(Registry registry, ObjectNode object) {
        ClassifiedReferences owners = new ClassifiedReferences(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (OwnerReference reference : OwnerReference.of(object)) {
            owners.sort(registry, ObjectMeta.namespace(object), reference);
        }
        return owners;
    }

    private void sort(Registry registry, String namespace, OwnerReference reference) {
        ResourceType type = type(registry, reference);
        if (type == null || (type.namespaced() && namespace.isEmpty())) {
            solid.add(reference);
            return;
        }
        ObjectNode owner = registry.find(type, type.namespaced() ? namespace : "", reference.name());
        if (owner == null || !ObjectMeta.uid(owner).equals(reference.uid())) {
            absent.add(reference);
        } else if (isWaiting(owner)) {
            waiting.add(reference);
        } else {
            solid.add(reference);
        }
    }

    /** Whether an object is being deleted in the foreground. */
    static boolean isWaiting(ObjectNode owner) {
        return ObjectMeta.isBeingDeleted(owner) && ObjectMeta.finalizers(owner).contains(FOREGROUND);
    }

    private static @Nullable ResourceType type(Registry registry, OwnerReference reference) {
        String group = reference.apiVersion().contains("/")
                ? reference.apiVersion().substring(0, reference.apiVersion().indexOf('/'))
                : "";
        return registry.types().stream()
                .filter(type ->
                        type.kind().equals(reference.kind()) && type.group().equals(group))
                .findFirst()
                .orElse(null);
    }

    /** Whether an owner is one of those that do not keep the object. */
    boolean isNotSolid(String uid) {
        return absent.stream().anyMatch(owner -> owner.uid().equals(uid))
                || waiting.stream().anyMatch(owner -> owner.uid().equals(uid));
    }
}
