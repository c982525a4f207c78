package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads an object's {@code metadata}; what is absent reads as empty. */
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

    /** When the object was created, in whole seconds. */
    public static Instant created(JsonNode object) {
        return Timestamps.parse(text(object, "creationTimestamp"));
    }

    /** Whether the object has a {@code deletionTimestamp}. */
    public static boolean beingDeleted(JsonNode object) {
        return object.path("metadata").hasNonNull("deletionTimestamp");
    }

    /** The names of the finalizers, in their order. */
    public static List<String> finalizers(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.path("metadata").path("finalizers").forEach(name -> names.add(name.asText()));
        return names;
    }

    public static Map<String, String> labels(JsonNode object) {
        return strings(object.path("metadata").path("labels"));
    }

    public static Map<String, String> annotations(JsonNode object) {
        return strings(object.path("metadata").path("annotations"));
    }

    /** The value of an annotation, or the empty string. */
    public static String annotation(JsonNode object, String key) {
        return object.path("metadata").path("annotations").path(key).asText();
    }

    /** Whether two observations are of one and the same object. */
    public static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        return one != null && other != null && uid(one).equals(uid(other));
    }

    /** The {@code metadata} of an object that may be changed, made if it is missing. */
    public static ObjectNode of(ObjectNode object) {
        return child(object, "metadata");
    }

    /** A child object to change, made if it is missing. */
    public static ObjectNode child(ObjectNode parent, String name) {
        return parent.get(name) instanceof ObjectNode present ? present : parent.putObject(name);
    }

    /** Sets an annotation; false when it was so already. */
    public static boolean annotate(ObjectNode object, String key, String value) {
        ObjectNode annotations = child(of(object), "annotations");
        if (value.equals(annotations.path(key).asText(null))) {
            return false;
        }
        annotations.put(key, value);
        return true;
    }

    /** Takes a finalizer away, and the list with the last one; false when it was not there. */
    public static boolean removeFinalizer(ObjectNode object, String finalizer) {
        if (!(of(object).get("finalizers") instanceof ArrayNode finalizers)) {
            return false;
        }
        boolean removed = false;
        for (int index = finalizers.size() - 1; index >= 0; index--) {
            if (finalizers.get(index).asText().equals(finalizer)) {
                finalizers.remove(index);
                removed = true;
            }
        }
        if (finalizers.isEmpty()) {
            of(object).remove("finalizers");
        }
        return removed;
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
