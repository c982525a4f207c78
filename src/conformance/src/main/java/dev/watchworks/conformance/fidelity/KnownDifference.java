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
 */
public record KnownDifference(
        String section, String what, String embedded, String real, String why, Map<String, List<String>> shownBy) {

    static KnownDifference of(JsonNode entry) {
        Map<String, List<String>> shownBy = new LinkedHashMap<>();
        entry.path("shownBy").fields().forEachRemaining(scenario -> {
            List<String> places = new ArrayList<>();
            scenario.getValue().forEach(place -> places.add(place.asText()));
            shownBy.put(scenario.getKey(), places);
        });
        return new KnownDifference(
                entry.path("section").asText(),
                entry.path("what").asText(),
                entry.path("embedded").asText(),
                entry.path("real").asText(),
                entry.path("why").asText(),
                shownBy);
    }
}
