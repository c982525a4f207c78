package dev.watchworks.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;
import dev.watchworks.apiserver.storage.EventType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a cluster for code inside the server, with the same defaults, validation and deletion rules as requests
 * of clients. The controllers use it. It returns shared snapshots: a caller that wants to change one takes a
 * {@code deepCopy()} first. All methods throw {@link dev.watchworks.apiserver.errors.ApiException} when the registry
 * refuses a request.
 */
public interface Registry {

    /** Returns a view of this registry that records {@code manager} as the field manager of its writes. */
    Registry writingAs(String manager);

    /** The type with a group resource, such as {@code deployments.apps}. */
    ResourceType type(String groupResource);

    /** The type that a body names, such as {@code apps/v1} and {@code Deployment}, or null. */
    @Nullable
    ResourceType findKind(String apiVersion, String kind);

    /** All types, in the order of the table of kinds. */
    List<ResourceType> types();

    /** The object, or null when it does not exist. */
    @Nullable
    ObjectNode find(ResourceType type, String namespace, String name);

    /** The objects of a namespace, in key order; of all namespaces when {@code namespace} is empty. */
    List<ObjectNode> list(ResourceType type, String namespace);

    /** Creates an object and returns it as stored; the namespace is empty for cluster-scoped types. */
    ObjectNode create(ResourceType type, String namespace, ObjectNode object);

    /**
     * Changes an object through a subresource. {@code change} gets a copy and returns the object to store, or null to store
     * nothing. It runs again when another write has changed the object. Returns null when the object does not exist.
     */
    @Nullable
    ObjectNode update(
            ResourceType type,
            String namespace,
            String name,
            Subresource subresource,
            UnaryOperator<@Nullable ObjectNode> change);

    /** The same without a subresource. */
    default @Nullable ObjectNode update(
            ResourceType type, String namespace, String name, UnaryOperator<@Nullable ObjectNode> change) {
        return update(type, namespace, name, Subresource.NONE, change);
    }

    /** The same through {@code /status}. */
    default @Nullable ObjectNode updateStatus(
            ResourceType type, String namespace, String name, UnaryOperator<@Nullable ObjectNode> change) {
        return update(type, namespace, name, Subresource.STATUS, change);
    }

    /**
     * Binds a pod to a node as a POST of {@code /binding} does, in one write: {@code spec.nodeName} and the condition
     * PodScheduled. Throws 409 when the pod is bound or being deleted, and 404 when it does not exist.
     */
    void bind(String namespace, String pod, String node);

    /** Deletes an object as a DELETE request does; does nothing when it does not exist. */
    void delete(ResourceType type, String namespace, String name, DeleteOptions options);

    /**
     * Watches a type: the consumer gets a synthetic ADDED for each object that exists, and then every change in order. It
     * runs on a thread of the server, which it must not block.
     */
    AutoCloseable watch(ResourceType type, Consumer<Change> consumer);

    /** A change that a watch reports; the object is a shared snapshot. */
    record Change(EventType type, ObjectNode object) {}
}
