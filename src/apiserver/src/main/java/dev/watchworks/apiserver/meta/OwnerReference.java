package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code metadata.ownerReferences}.
 *
 * @param controller whether the owner controls the object; at most one owner does
 * @param blockOwnerDeletion whether a foreground deletion of the owner waits for the object
 */
public record OwnerReference(
        String apiVersion, String kind, String name, String uid, boolean controller, boolean blockOwnerDeletion) {

    /** All owners of an object. */
    public static List<OwnerReference> of(JsonNode object) {
        List<OwnerReference> references = new ArrayList<>();
        for (JsonNode entry : object.path("metadata").path("ownerReferences")) {
            references.add(new OwnerReference(
                    entry.path("apiVersion").asText(),
                    entry.path("kind").asText(),
                    entry.path("name").asText(),
                    entry.path("uid").asText(),
                    entry.path("controller").asBoolean(),
                    entry.path("blockOwnerDeletion").asBoolean()));
        }
        return references;
    }

    /** The owner that controls the object, or null. */
    public static @Nullable OwnerReference controllerOf(JsonNode object) {
        return of(object).stream()
                .filter(OwnerReference::controller)
                .findFirst()
                .orElse(null);
    }

    /** Whether {@code owner} is the controller of {@code object}. */
    public static boolean isControlledBy(JsonNode object, JsonNode owner) {
        OwnerReference controller = controllerOf(object);
        return controller != null && controller.uid.equals(ObjectMeta.uid(owner));
    }

    /** Adds a reference that makes {@code owner}, of this apiVersion and kind, the controller of {@code object}. */
    public static void addController(ObjectNode object, String apiVersion, String kind, JsonNode owner) {
        add(object, apiVersion, kind, owner).put("controller", true).put("blockOwnerDeletion", true);
    }

    /** Adds a reference to an owner of this apiVersion and kind, and returns it. */
    public static ObjectNode add(ObjectNode object, String apiVersion, String kind, JsonNode owner) {
        return ObjectMeta.getOrCreate(object)
                .withArrayProperty("ownerReferences")
                .addObject()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .put("name", ObjectMeta.name(owner))
                .put("uid", ObjectMeta.uid(owner));
    }

    /** Removes the references to owners with a matching uid, and the list when it becomes empty. */
    public static void remove(ObjectNode object, Predicate<String> uid) {
        ObjectMeta.removeFrom(
                object, "ownerReferences", each -> uid.test(each.path("uid").asText()));
    }
}
