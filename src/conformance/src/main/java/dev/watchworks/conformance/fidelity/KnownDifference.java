package dev.watchworks.conformance.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the page, with its evidence.
 *
 * @param section the section of the page
 * @param what the subject
 * @param embedded what the embedded server does
 * @param real what a real server does
 * @param why why the difference stays
 * @param shownBy scenarios whose transcripts differ, by file, with the places of the difference
 * @param allowedBy scenarios and kubectl commands that pass on both servers because they allow for the difference
 * @param testedBy tests of the embedded server, as {@code Class.method}, where a scenario would have to wait for minutes
 * @param printedByRealOnly kubectl commands, with the lines that they print with a real server only
 * @param printedByEmbeddedOnly kubectl commands, with the lines that they print with the embedded server only
 */
public record KnownDifference(
        String section,
        String what,
        String embedded,
        String real,
        String why,
        Map<String, List<String>> shownBy,
        List<String> allowedBy,
        List<String> testedBy,
        Map<String, List<String>> printedByRealOnly,
        Map<String, List<String>> printedByEmbeddedOnly) {

    static KnownDifference of(JsonNode entry) {
        return new KnownDifference(
                entry.path("section").asText(),
                entry.path("what").asText(),
                entry.path("embedded").asText(),
                entry.path("real").asText(),
                entry.path("why").asText(),
                lists(entry.path("shownBy")),
                texts(entry.path("allowedBy")),
                texts(entry.path("testedBy")),
                lists(entry.path("printedByRealOnly")),
                lists(entry.path("printedByEmbeddedOnly")));
    }

    /** Whether anything shows the difference. */
    public boolean hasEvidence() {
        return !(shownBy.isEmpty()
                && allowedBy.isEmpty()
                && testedBy.isEmpty()
                && printedByRealOnly.isEmpty()
                && printedByEmbeddedOnly.isEmpty());
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> lists.put(field.getKey(), texts(field.getValue())));
        return lists;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
