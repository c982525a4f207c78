package dev.watchworks.apiserver.golang;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Formats JSON as Go's {@code %v} does, such as {@code map[image:x]}, for the real server's messages. */
public final class GoFormat {
    private GoFormat() {}

    /** Formats one value. */
    public static String of(JsonNode value) {
        if (value.isObject()) {
            StringJoiner members = new StringJoiner(" ", "map[", "]");
            TreeSet<String> names = new TreeSet<>();
            value.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> members.add(name + ":" + of(value.get(name))));
            return members.toString();
        }
        if (value.isArray()) {
            return of((Iterable<JsonNode>) value);
        }
        return value.isNull() ? "<nil>" : value.asText();
    }

    /** Formats values as a list. */
    public static String of(Iterable<JsonNode> list) {
        StringJoiner items = new StringJoiner(" ", "[", "]");
        list.forEach(item -> items.add(of(item)));
        return items.toString();
    }
}
