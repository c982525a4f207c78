package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of object and how the API serves it: an entry in the table of kinds.
 *
 * @param group API group, empty for the core group
 * @param version API version, such as {@code v1}
 * @param storageVersion the version in which objects are stored; the hash of it is in discovery
 * @param plural name of the resource in paths, such as {@code pods}
 * @param singular singular name in discovery, such as {@code pod}
 * @param kind kind in bodies, such as {@code Pod}
 * @param listKind kind of lists, such as {@code PodList}
 * @param namespaced whether objects live in a namespace
 * @param shortNames kubectl's short names, such as {@code po}
 * @param categories discovery categories, such as {@code all}
 * @param verbs the allowed verbs, in discovery's (alphabetical) order
 * @param subresources the subresources that the server serves
 * @param schema the fields of the kind's objects
 * @param strategy the rules of the kind
 * @param flags the rules that the kind has and most kinds do not have
 * @param table the columns that kubectl shows
 */
public record ResourceType(
        String group,
        String version,
        String storageVersion,
        String plural,
        String singular,
        String kind,
        String listKind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs,
        Set<Subresource> subresources,
        ObjectSchema schema,
        Strategy strategy,
        Set<StrategyFlag> flags,
        TableConvertor table) {

    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = List.copyOf(verbs);
        flags = Set.copyOf(flags);
        subresources = subresources.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(subresources));
    }

    /** Sets the defaults of the kind's strategy and then the constant defaults of its schema. */
    public void applyDefaults(ObjectNode object) {
        strategy.applyDefaults(object);
        schema.applyDefaults(object);
    }

    /** Whether the kind has a rule that most kinds do not have. */
    public boolean has(StrategyFlag flag) {
        return flags.contains(flag);
    }

    /** An object in the form in which clients of this version get it; the same object for most kinds. */
    public StoredObject fromStorage(StoredObject stored) {
        return schema.convertsStoredObjects() ? stored.view(schema, schema::fromStorage) : stored;
    }

    /** The part of a key in etcd that is the same for all objects: {@code pods} or {@code example.com/widgets}. */
    public String storagePrefix() {
        return has(StrategyFlag.UNSTRUCTURED) ? group + "/" + plural : plural;
    }

    /** The apiVersion in bodies: {@code v1} or {@code apps/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The resource in messages: {@code pods} or {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** The kind in messages about invalid objects: {@code Pod} or {@code Deployment.apps}. */
    public String groupKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }

    /** A new object of this type; the namespace is empty for cluster-scoped types. */
    public ObjectNode newObject(String namespace, String name) {
        return objectNamedBy("name", name, namespace);
    }

    /** A new object of this type whose name the registry generates from a prefix. */
    public ObjectNode newGeneratedObject(String namespace, String generateName) {
        return objectNamedBy("generateName", generateName, namespace);
    }

    private ObjectNode objectNamedBy(String field, String name, String namespace) {
        ObjectNode object = Json.object().put("kind", kind).put("apiVersion", apiVersion());
        ObjectNode metadata = object.putObject("metadata").put(field, name);
        if (namespaced) {
            metadata.put("namespace", namespace);
        }
        return object;
    }

    /**
     * Reads a body as an object of this kind, in its stored form: kind, apiVersion and metadata first. Does not change the
     * argument.
     *
     * @throws DecodeException when a value has the wrong type
     */
    public ObjectSchema.Decoded decode(ObjectNode body) {
        ObjectSchema.Decoded decoded = schema.decode(body);
        ObjectNode object = Json.object().put("kind", kind).put("apiVersion", apiVersion());
        object.set("metadata", decoded.object().withObjectProperty("metadata"));
        decoded.object().properties().forEach(field -> object.putIfAbsent(field.getKey(), field.getValue()));
        return new ObjectSchema.Decoded(object, decoded.unknownFields());
    }
}
