package dev.watchworks.conformance.fidelity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the page.
 *
 * @param section where it stands in the page
 * @param what it is about
 * @param embedded what the embedded server does
 * @param real what a real one does
 * @param why why it stays
 * @param shownBy the scenarios in which it shows, by file, and the places there
 * @param printedByRealOnly the kubectl commands in whose output it shows, and the lines that only a real server brings about
 */
public record KnownDifference(
        String section,
        String what,
        String embedded,
        String real,
        String why,
        Map<String, List<String>> shownBy,
        Map<String, List<String>> printedByRealOnly) {

    static KnownDifference of(JsonNode entry) {
        return new KnownDifference(
                entry.path("section").asText(),
                entry.path("what").asText(),
                entry.path("embedded").asText(),
                entry.path("real").asText(),
                entry.path("why").asText(),
                lists(entry.path("shownBy")),
                lists(entry.path("printedByRealOnly")));
    }

    private static Map<String, List<String>> lists(JsonNode object) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> {
            List<String> texts = new ArrayList<>();
            field.getValue().forEach(text -> texts.add(text.asText()));
            lists.put(field.getKey(), texts);
        });
        return lists;
    }
}
