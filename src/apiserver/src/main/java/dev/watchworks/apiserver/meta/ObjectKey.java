package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The namespace and name of an object, like the keys of client-go.
 *
 * @param namespace empty for cluster-scoped types
 * @param name the object's name
 */
public record ObjectKey(String namespace, String name) {

    /** The key of an object. */
    public static ObjectKey of(JsonNode object) {
        return new ObjectKey(ObjectMeta.namespace(object), ObjectMeta.name(object));
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
