package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.golang.GoQuote;
import java.util.ArrayList;
import java.util.List;

/** Short ways to the fields of an object; what is not there is empty rather than an error. */
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

    /** What a path leads to; a missing node, never null. */
    public static JsonNode at(JsonNode object, String... path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /** Whether a field is there and not null. */
    public static boolean has(JsonNode object, String field) {
        return object.hasNonNull(field);
    }

    /** The objects of a list along a path; empty when there is none. */
    public static List<ObjectNode> objects(JsonNode object, String... path) {
        List<ObjectNode> found = new ArrayList<>();
        for (JsonNode element : at(object, path)) {
            if (element instanceof ObjectNode one) {
                found.add(one);
            }
        }
        return found;
    }

    /** The texts of a list along a path; empty when there is none. */
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

    /** The object in a field, made when there is none. */
    public static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }

    /** Gives a field a text when it has none or an empty one. */
    public static void orElse(ObjectNode object, String field, String value) {
        if (text(object, field).isEmpty()) {
            object.put(field, value);
        }
    }

    /** Gives a field a number when it has none. */
    public static void orElse(ObjectNode object, String field, int value) {
        if (!has(object, field)) {
            object.put(field, value);
        }
    }

    /** Sets a number, as Go writes a field that omits zero. */
    public static void putUnlessZero(ObjectNode object, String field, int value) {
        if (value != 0) {
            object.put(field, value);
        }
    }

    /** Makes a field of an object what it is in another, down to not being there. */
    public static void keep(ObjectNode object, JsonNode current, String field) {
        JsonNode value = current.get(field);
        if (value == null) {
            object.remove(field);
        } else {
            object.set(field, value.deepCopy());
        }
    }

    /** A text as messages quote it. */
    public static String quoted(String value) {
        return GoQuote.quoted(value);
    }
}
