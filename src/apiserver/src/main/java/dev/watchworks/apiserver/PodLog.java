package dev.watchworks.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The log of a pod: one line for each started container, because no container really runs. */
final class PodLog {
    private PodLog() {}

    static String of(ObjectNode pod) {
        StringBuilder log = new StringBuilder();
        for (JsonNode container : pod.at("/status/containerStatuses")) {
            JsonNode state = container.path("state");
            JsonNode started = state.has("running") ? state.path("running") : state.path("terminated");
            if (started.hasNonNull("startedAt")) {
                log.append(started.path("startedAt").asText())
                        .append(" container ")
                        .append(container.path("name").asText())
                        .append(" started from image ")
                        .append(container.path("image").asText())
                        .append('\n');
            }
        }
        return log.isEmpty() ? "" : log + "This pod runs in an embedded cluster, which starts no containers.\n";
    }
}
