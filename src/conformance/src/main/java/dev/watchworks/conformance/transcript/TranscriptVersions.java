package dev.watchworks.conformance.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;

/**
 * The resource versions of a scenario. Another client may move a cluster's counter at any time, so only their order can
 * be compared: an object's version is the n-th write of the scenario, and any other version is after the n-th write.
 */
final class TranscriptVersions {
    private final TreeSet<Long> writes = new TreeSet<>();
    private final TreeSet<Long> others = new TreeSet<>();

    void collect(JsonNode node) {
        if (node.isObject()) {
            JsonNode version = node.path("metadata").path("resourceVersion");
            if (isNumber(version.asText())) {
                (isOfObject(node) ? writes : others).add(Long.parseLong(version.asText()));
            }
            if (node.path("type").asText().equals("BOOKMARK")) {
                others.add(node.at("/object/metadata/resourceVersion").asLong());
                return;
            }
        }
        node.forEach(this::collect);
    }

    /** Returns the placeholder for the version of an object. */
    String ofObject(String version) {
        return isNumber(version) && writes.contains(Long.parseLong(version))
                ? "<write " + rank(Long.parseLong(version)) + ">"
                : version;
    }

    /** Returns the placeholder for the version of a list or a bookmark. */
    String ofSnapshot(String version) {
        return isNumber(version) ? "<after write " + rank(Long.parseLong(version)) + ">" : version;
    }

    /** Returns the placeholder for a version in a request or a message; an unknown version stays as it is. */
    String mentioned(String version) {
        if (!isNumber(version)) {
            return version;
        }
        long number = Long.parseLong(version);
        return writes.contains(number) || others.contains(number) ? "<version " + rank(number) + ">" : version;
    }

    static boolean isOfObject(JsonNode node) {
        String kind = node.path("kind").asText();
        return !node.path("items").isArray() && !kind.endsWith("List") && !kind.equals("Table");
    }

    private int rank(long version) {
        return writes.headSet(version, true).size();
    }

    private static boolean isNumber(String text) {
        return text.matches("[1-9]\\d{0,17}");
    }
}
