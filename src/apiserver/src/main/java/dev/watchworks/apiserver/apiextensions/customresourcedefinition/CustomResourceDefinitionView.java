package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a definition (Kubernetes' {@code apihelpers}). */
public record CustomResourceDefinitionView(ObjectNode object) {
    /** The group resource of definitions. */
    public static final String GROUP_RESOURCE = "customresourcedefinitions.apiextensions.k8s.io";

    /** The finalizer that keeps a definition until its objects are deleted. */
    public static final String CLEANUP_FINALIZER = "customresourcecleanup.apiextensions.k8s.io";

    /** The API group of the custom objects. */
    public String group() {
        return NestedFields.text(object, "spec", "group");
    }

    /** Whether custom objects live in a namespace. */
    public boolean isNamespaced() {
        return NestedFields.text(object, "spec", "scope").equals("Namespaced");
    }

    /** {@code spec.versions}. */
    public List<ObjectNode> versions() {
        return NestedFields.objects(object, "spec", "versions");
    }

    /** The version with a name, or null. */
    public @Nullable ObjectNode version(String name) {
        return versions().stream()
                .filter(version -> version.path("name").asText().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The name of the version in which objects are stored; empty when there is none. */
    public String storageVersion() {
        return versions().stream()
                .filter(version -> version.path("storage").asBoolean())
                .map(version -> version.path("name").asText())
                .findFirst()
                .orElse("");
    }

    /** {@code spec.names}. */
    public JsonNode names() {
        return object.path("spec").path("names");
    }

    /** {@code status.acceptedNames}. */
    public JsonNode acceptedNames() {
        return object.path("status").path("acceptedNames");
    }

    /** Whether the condition of a type is True. */
    public boolean isTrue(String condition) {
        return Conditions.isTrue(object, condition);
    }

    /** Whether the definition is being deleted and still has the finalizer for its objects. */
    public boolean awaitsCleanup() {
        return ObjectMeta.isBeingDeleted(object)
                && ObjectMeta.finalizers(object).contains(CLEANUP_FINALIZER);
    }
}
