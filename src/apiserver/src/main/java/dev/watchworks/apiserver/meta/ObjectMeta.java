package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An object's {@code metadata}; an absent field reads as empty. */
public final class ObjectMeta {
    private ObjectMeta() {}

    public static String name(JsonNode object) {
        return text(object, "name");
    }

    public static String namespace(JsonNode object) {
        return text(object, "namespace");
    }

    public static String uid(JsonNode object) {
        return text(object, "uid");
    }

    public static String resourceVersion(JsonNode object) {
        return text(object, "resourceVersion");
    }

    public static long generation(JsonNode object) {
        return object.path("metadata").path("generation").asLong();
    }

    /** The time of the object's creation, in seconds. */
    public static Instant creationTimestamp(JsonNode object) {
        return Timestamps.parse(text(object, "creationTimestamp"));
    }

    /** Whether the object has a {@code deletionTimestamp}. */
    public static boolean isBeingDeleted(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** The names of the finalizers, in their order. */
    public static List<String> finalizers(JsonNode object) {
        return NestedFields.texts(object, "metadata", "finalizers");
    }

    public static Map<String, String> labels(JsonNode object) {
        return strings(object.path("metadata").path("labels"));
    }

    /** The value of a label, or the empty string. */
    public static String label(JsonNode object, String key) {
        return object.path("metadata").path("labels").path(key).asText();
    }

    public static Map<String, String> annotations(JsonNode object) {
        return strings(object.path("metadata").path("annotations"));
    }

    /** The value of an annotation, or the empty string. */
    public static String annotation(JsonNode object, String key) {
        return object.path("metadata").path("annotations").path(key).asText();
    }

    /** The number in an annotation, or another one when the annotation is absent or not a number. */
    public static long annotation(JsonNode object, String key, long otherwise) {
        try {
            return Long.parseLong(annotation(object, key));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** Whether two snapshots have the same uid. */
    public static boolean isSameObject(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one != null && other != null && uid(one).equals(uid(other));
    }

    /** The {@code metadata} of an object that may be changed, created when it is missing. */
    public static ObjectNode getOrCreate(ObjectNode object) {
        return object.withObjectProperty("metadata");
    }

    /** Sets an annotation; returns whether that changed the object. */
    public static boolean annotate(ObjectNode object, String key, String value) {
        ObjectNode annotations = getOrCreate(object).withObjectProperty("annotations");
        if (value.equals(annotations.path(key).asText(null))) {
            return false;
        }
        annotations.put(key, value);
        return true;
    }

    /** Removes a finalizer, and the list when it becomes empty. */
    public static void removeFinalizer(ObjectNode object, String finalizer) {
        removeFrom(object, "finalizers", each -> each.asText().equals(finalizer));
    }

    /** Removes the matching entries of a list of the metadata, and the list when it becomes empty. */
    static void removeFrom(ObjectNode object, String list, Predicate<JsonNode> matching) {
        if (getOrCreate(object).get(list) instanceof ArrayNode entries
                && entries.removeIf(matching).isEmpty()) {
            getOrCreate(object).remove(list);
        }
    }

    /** The entries of an object whose values are strings. */
    public static Map<String, String> strings(JsonNode object) {
        Map<String, String> entries = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
        return entries;
    }

    private static String text(JsonNode object, String field) {
        return object.path("metadata").path(field).asText();
    }
}
