package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code metadata.ownerReferences}.
 *
 * @param controller whether the owner is the one that manages the object
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

    /** The owner that manages the object, or null. */
    public static @Nullable OwnerReference controllerOf(JsonNode object) {
        return of(object).stream()
                .filter(OwnerReference::controller)
                .findFirst()
                .orElse(null);
    }

    /** Whether {@code owner} manages {@code object}. */
    public static boolean isControlledBy(JsonNode object, JsonNode owner) {
        OwnerReference controller = controllerOf(object);
        return controller != null && controller.uid.equals(ObjectMeta.uid(owner));
    }

    /** Adds a reference that makes {@code owner}, of this apiVersion and kind, the controller of {@code object}. */
    public static void addController(ObjectNode object, String apiVersion, String kind, JsonNode owner) {
        ObjectNode metadata = ObjectMeta.of(object);
        ArrayNode references = metadata.get("ownerReferences") instanceof ArrayNode present
                ? present
                : metadata.putArray("ownerReferences");
        references
                .addObject()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .put("name", ObjectMeta.name(owner))
                .put("uid", ObjectMeta.uid(owner))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    /** Takes away the references whose owner's uid is chosen, and the list with the last one; false when none was. */
    public static boolean remove(ObjectNode object, Predicate<String> uid) {
        ObjectNode metadata = ObjectMeta.of(object);
        if (!(metadata.get("ownerReferences") instanceof ArrayNode references)) {
            return false;
        }
        boolean removed = false;
        for (int index = references.size() - 1; index >= 0; index--) {
            if (uid.test(references.get(index).path("uid").asText())) {
                references.remove(index);
                removed = true;
            }
        }
        if (references.isEmpty()) {
            metadata.remove("ownerReferences");
        }
        return removed;
    }
}
