package dev.watchworks.apiserver.api.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The lines in which two pod specs differ, in the style of the real server's message. A real server prints lines of its
 * internal form of the spec; these lines have the API's paths and no line numbers.
 */
final class SpecDifference {
    private final List<String> lines = new ArrayList<>();

    private SpecDifference() {}

    static String between(ObjectNode before, ObjectNode after) {
        SpecDifference difference = new SpecDifference();
        difference.compare("", before, after);
        return String.join("\n", difference.lines) + "\n";
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            TreeSet<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, before.path(name), after.path(name));
            }
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int index = 0; index < before.size(); index++) {
                compare(path + "[" + index + "]", before.get(index), after.get(index));
            }
        } else {
            lines.add("- \"" + path + "\": " + print(before));
            lines.add("+ \"" + path + "\": " + print(after));
        }
    }

    private static String print(JsonNode value) {
        return value.isMissingNode() ? "null" : value.toString();
    }
}
