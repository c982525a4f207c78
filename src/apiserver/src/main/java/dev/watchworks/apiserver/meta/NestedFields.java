package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.golang.GoFormat;
import java.util.ArrayList;
import java.util.List;

/** Reads and changes fields along a path, as apimachinery's {@code unstructured} helpers do. An absent field is empty. */
public final class NestedFields {

    private NestedFields() {}

    /** The text of a field along a path, or the empty string. */
    public static String text(JsonNode object, String... path) {
        return at(object, path).asText("");
    }

    /** The number of a field along a path, or 0. */
    public static long number(JsonNode object, String... path) {
        return at(object, path).asLong(0);
    }

    /** The node at the end of a path; a missing node, never null. */
    public static JsonNode at(JsonNode object, String... path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /** Whether a field is present and not null. */
    public static boolean has(JsonNode object, String field) {
        return object.hasNonNull(field);
    }

    /** The objects in a list along a path; empty when the list is absent. */
    public static List<ObjectNode> objects(JsonNode object, String... path) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode element : at(object, path)) {
            if (element instanceof ObjectNode one) {
                found.add(one);
            }
        }
        return found;
    }

    /** The texts in a list along a path; empty when the list is absent. */
    public static List<String> texts(JsonNode object, String... path) {
        List<String> found = new ArrayList<>();
        at(object, path).forEach(element -> found.add(element.asText()));
        return found;
    }

    /** The keys of a map along a path, in its order. */
    public static List<String> keys(JsonNode object, String... path) {
        List<String> found = new ArrayList<>();
        at(object, path).fieldNames().forEachRemaining(found::add);
        return found;
    }

    /** The object in a field, created when it is absent. */
    public static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }

    /** The list in a field, created when it is absent. */
    public static ArrayNode array(ObjectNode parent, String field) {
        return parent.get(field) instanceof ArrayNode there ? there : parent.putArray(field);
    }

    /** Sets a text field that is absent or empty. */
    public static void orElse(ObjectNode object, String field, String value) {
        if (text(object, field).isEmpty()) {
            object.put(field, value);
        }
    }

    /** Sets a number field that is absent. */
    public static void orElse(ObjectNode object, String field, int value) {
        if (!has(object, field)) {
            object.put(field, value);
        }
    }

    /** Sets a number unless it is zero, as Go's {@code omitempty} does. */
    public static void putUnlessZero(ObjectNode object, String field, int value) {
        if (value != 0) {
            object.put(field, value);
        }
    }

    /** Copies a field from the current object; removes it when the current object does not have it. */
    public static void keep(ObjectNode object, JsonNode current, String field) {
        JsonNode value = current.get(field);
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value.deepCopy());
        }
    }

    /** A text in quotes, for messages. */
    public static String quoted(String value) {
        return GoFormat.quoted(value);
    }
}
