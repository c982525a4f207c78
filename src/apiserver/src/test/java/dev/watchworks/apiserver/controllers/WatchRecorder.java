package dev.watchworks.apiserver.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.registry.InProcessClient;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records what a watch of some types sees, one line an event. */
final class WatchRecorder {
    private final List<InProcessClient.Change> changes = new CopyOnWriteArrayList<>();

    static WatchRecorder of(TestCluster cluster, String... resources) {
        WatchRecorder journal = new WatchRecorder();
        for (String resource : resources) {
            cluster.registry.watch(cluster.registry.type(resource), journal.changes::add);
        }
        return journal;
    }

    List<InProcessClient.Change> changes() {
        return List.copyOf(changes);
    }

    List<String> lines() {
        return changes.stream().map(WatchRecorder::line).toList();
    }

    /** Such as {@code MODIFIED Pod web Running Ready}. */
    static String line(InProcessClient.Change change) {
        JsonNode object = change.object();
        StringJoiner line = new StringJoiner(" ");
        line.add(change.type().toString()).add(object.path("kind").asText());
        if (object.path("kind").asText().equals("Event")) {
            return line.add(object.path("reason").asText())
                    .add(object.path("message").asText())
                    .toString();
        }
        line.add(object.path("metadata").path("name").asText());
        JsonNode status = object.path("status");
        if (status.has("phase")) {
            line.add(status.path("phase").asText());
        }
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("status").asText().equals("True")) {
                line.add(condition.path("type").asText());
            }
        }
        if (object.path("metadata").has("deletionTimestamp")) {
            line.add("grace "
                    + object.path("metadata").path("deletionGracePeriodSeconds").asText());
        }
        return line.toString();
    }
}
