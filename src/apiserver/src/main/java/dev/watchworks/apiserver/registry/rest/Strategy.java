package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one kind for writes of its objects: Kubernetes' {@code rest.RESTCreateStrategy},
 * {@code RESTUpdateStrategy} and {@code RESTDeleteStrategy}. The registry calls it under the writer's lock, so an
 * implementation never blocks. A method may change the argument {@code object}; {@code current} is a shared snapshot that
 * it must not change. Values that a strategy sets have the types of the schema; the registry puts them in the schema's
 * order.
 */
public interface Strategy {
    /** The strategy of a kind without rules of its own. */
    Strategy NONE = new Strategy() {};

    /** A warning that every response about the kind carries, such as that another kind replaces it; empty for none. */
    default String deprecation() {
        return "";
    }

    /** Sets defaults that are not constant; runs on every create and update, before validation. */
    default void applyDefaults(ObjectNode object) {}

    /**
     * Acts as a standard cluster's admission plugins on a new object, between the defaults and
     * {@link #prepareForCreate}. Returns null to admit it, or the reason for a 403 Forbidden, which follows
     * {@code pods "x" is forbidden: }.
     */
    default @Nullable String admit(ObjectNode object, GenericLister cluster) {
        return null;
    }

    /** Where objects have the values of their Scale, if the kind has {@code /scale}. */
    default ScalePaths scalePaths() {
        return ScalePaths.WORKLOAD;
    }

    /** Prepares an object for its creation, for example drops its status; {@code metadata} is already complete. */
    default void prepareForCreate(ObjectNode object, GenericLister cluster) {}

    /** Prepares an object for an update through the main resource, for example keeps the stored status. */
    default void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {}

    /** Prepares an object for an update through {@code /status}: keeps everything but the status. */
    default void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {}

    /** The fields that {@link #prepareForStatusUpdate} keeps; a client that sends them does not become their manager. */
    default List<List<String>> statusResetFields() {
        return List.of(List.of("spec"));
    }

    /** Adds an error for each field that is invalid on a create. */
    default void validate(ObjectNode object, FieldErrors errors) {}

    /** Adds an error for each field that is invalid on an update, including changed immutable fields. */
    default void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
    }

    /** Adds an error for each field that is invalid on an update through {@code /status}. */
    default void validateStatusUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {}

    /**
     * Allocates what the cluster has only once, such as a service's addresses and ports. Runs on creates and updates after
     * a validation without errors; {@code current} is null on a create. Its errors count like those of validation.
     */
    default void allocate(ObjectNode object, @Nullable ObjectNode current, GenericLister cluster, FieldErrors errors) {}

    /**
     * Whether an update increments {@code metadata.generation}, if the kind has it: by default when the spec changes, for
     * deployments when the annotations change as well.
     */
    default boolean incrementsGeneration(ObjectNode object, ObjectNode current) {
        return !object.path("spec").equals(current.path("spec"));
    }

    /** The messages for an invalid name; an empty list for a valid one. Most kinds have DNS-1123 subdomains as names. */
    default List<String> nameErrors(String name) {
        return NameSyntax.subdomainErrors(name);
    }

    /** Whether finalizers may have names without a slash, as in definitions and custom objects. */
    default boolean allowsUnqualifiedFinalizers() {
        return false;
    }

    /** Field selectors besides {@code metadata.name} and {@code metadata.namespace}, with a function for the value of each. */
    default Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of();
    }

    /**
     * The warnings about a valid object, for the response of its create or update.
     *
     * @param current the stored object, or null on a create
     */
    default List<String> warnings(ObjectNode object, @Nullable ObjectNode current) {
        return List.of();
    }

    /**
     * Marks an object for its first deletion in the kind's own way, as definitions do, which get a finalizer. Returns whether
     * it did; for most kinds the registry decides whether the object is marked or removed.
     *
     * @param object a copy of the stored object, which this method changes
     */
    default boolean markForDeletion(ObjectNode object, String timestamp) {
        return false;
    }

    /**
     * The grace period of a deletion in seconds when the request has none; 0 removes the object at once. For pods that are
     * scheduled and not finished it is {@code terminationGracePeriodSeconds}.
     */
    default long gracePeriodSeconds(ObjectNode current) {
        return 0;
    }
}
