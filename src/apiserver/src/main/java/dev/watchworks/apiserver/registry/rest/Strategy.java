package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to a kind when its objects are written: Kubernetes' {@code rest.RESTCreateStrategy} and its
 * sisters. The registry has checked names and metadata before it calls. It calls under the writer's lock, so that an
 * implementation must not block. An argument {@code object} is the callee's to change; an argument {@code current} is
 * a shared snapshot and must not be changed. Values that a strategy sets have the types of the schema; the registry
 * puts them in the schema's order.
 */
public interface Strategy {

    /** Fills in the API's defaults; runs on every create and on every update, before validation. */
    default void applyDefaults(ObjectNode object) {}

    /**
     * Does what a standard cluster's admission plugins do to an object that is created, between defaults and
     * {@link #prepareForCreate}, and says why they refuse it: the registry answers 403 Forbidden with these words after
     * {@code pods "x" is forbidden: }. Null lets it pass.
     */
    default @Nullable String admit(ObjectNode object, GenericLister cluster) {
        return null;
    }

    /** Readies an object for its creation, such as dropping its status; {@code metadata} is already complete. */
    default void prepareForCreate(ObjectNode object, GenericLister cluster) {}

    /** Readies an object for an update through the main resource, such as keeping the stored status. */
    default void prepareForUpdate(ObjectNode object, ObjectNode current, GenericLister cluster) {}

    /** Readies an object for an update through {@code /status}: everything but the status is the stored one's. */
    default void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {}

    /** The fields that {@link #prepareForStatusUpdate} takes from the stored object; a client that sends them manages none. */
    default List<List<String>> resetByStatus() {
        return List.of(List.of("spec"));
    }

    /** Adds an error for each field that a create would be refused for. */
    default void validate(ObjectNode object, FieldErrors errors) {}

    /** Adds an error for each field that an update would be refused for, immutable fields among them. */
    default void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
    }

    /**
     * Hands out what the cluster has only once, such as a service's addresses and ports; runs on creates and updates
     * when validation found nothing, {@code current} being null on a create. Errors are answered as those of validation.
     */
    default void allocate(ObjectNode object, @Nullable ObjectNode current, GenericLister cluster, FieldErrors errors) {}

    /**
     * Whether objects of this kind have {@code metadata.generation}. The registry sets it to 1 on a create and raises it
     * when {@link #isNewGeneration} says so, and when a deletion begins.
     */
    default boolean keepsGeneration() {
        return false;
    }

    /**
     * Whether an update raises the generation of a kind that has one: by default when the spec differs. Deployments also
     * compare annotations.
     */
    default boolean isNewGeneration(ObjectNode object, ObjectNode current) {
        return !object.path("spec").equals(current.path("spec"));
    }

    /** The form of names. */
    default NameFormat nameRule() {
        return NameFormat.SUBDOMAIN;
    }

    /** Whether a PUT of an object that does not exist creates it, as for Leases. */
    default boolean createsOnUpdate() {
        return false;
    }

    /** Whether a PUT without a resourceVersion replaces whatever is there, as for most kinds. */
    default boolean allowsUnconditionalUpdate() {
        return true;
    }

    /** Whether a DELETE responds with the object and not with a Status, as for pods, services and namespaces. */
    default boolean answersDeletedObject() {
        return false;
    }

    /** Field labels beyond {@code metadata.name} and {@code metadata.namespace}, and the value an object has for each. */
    default Map<String, Function<ObjectNode, String>> selectableFields() {
        return Map.of();
    }

    /** Whether deletions have a grace period, even one of no seconds: they are announced before they happen, as of pods. */
    default boolean deletesGracefully() {
        return false;
    }

    /**
     * Seconds between the request to delete an object and its end, when the request does not say; 0 ends it at once.
     * Pods answer {@code terminationGracePeriodSeconds} while they are scheduled and not finished.
     */
    default long gracePeriodSeconds(ObjectNode current) {
        return 0;
    }
}
