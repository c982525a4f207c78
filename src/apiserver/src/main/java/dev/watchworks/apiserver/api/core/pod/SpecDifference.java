package dev.watchworks.apiserver.api.core.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The lines in which two pod specs differ, written in the manner of the real server's message. A real server prints its
 * internal form of the spec, with line numbers of that; here the paths are the API's, and there are no numbers.
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
