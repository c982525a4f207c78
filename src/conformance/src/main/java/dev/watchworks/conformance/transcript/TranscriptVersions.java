package dev.watchworks.conformance.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeSet;

/**
 * The resource versions that were seen in a scenario. Another client may move a cluster's counter at any time; what can be
 * compared is their order: an object's version is the n-th write of the scenario, any other lies after the n-th.
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

    /** How an object's own version is told. */
    String ofObject(String version) {
        return isNumber(version) && writes.contains(Long.parseLong(version))
                ? "<write " + rank(Long.parseLong(version)) + ">"
                : version;
    }

    /** How a list's or a bookmark's version is told. */
    String ofSnapshot(String version) {
        return isNumber(version) ? "<after write " + rank(Long.parseLong(version)) + ">" : version;
    }

    /** How a version in a request or in a message is told; one that was never seen stays what it is. */
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
