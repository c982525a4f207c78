package dev.watchworks.apiserver.controller.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.controller.object.Metadata;
import dev.watchworks.apiserver.controller.object.ObjectKey;
import dev.watchworks.apiserver.controller.object.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the change happened that endpoints are updated for, which they carry in an annotation. */
final class TriggerTimes {
    static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

    private final Map<ObjectKey, Map<String, Instant>> known = new HashMap<>();

    /** The earliest change of a pod's readiness since the last call, a new service's creation, or null for neither. */
    synchronized @Nullable Instant next(ObjectKey key, ObjectNode service, List<ObjectNode> pods) {
        Map<String, Instant> times = new HashMap<>();
        Map<String, Instant> before = known.getOrDefault(key, Map.of());
        Instant earliest = null;
        for (ObjectNode pod : pods) {
            Instant time = readinessChanged(pod);
            if (time.equals(Instant.EPOCH)) {
                continue;
            }
            times.put(Metadata.uid(pod), time);
            boolean changed = time.isAfter(before.getOrDefault(Metadata.uid(pod), Instant.EPOCH));
            if (changed && (earliest == null || time.isBefore(earliest))) {
                earliest = time;
            }
        }
        boolean isNew = known.put(key, times) == null;
        return isNew ? Metadata.created(service) : earliest;
    }

    synchronized void forget(ObjectKey key) {
        known.remove(key);
    }

    /** Writes the annotation, or takes it away. */
    static void annotate(ObjectNode object, @Nullable Instant time) {
        if (time != null) {
            Metadata.annotate(object, ANNOTATION, time.toString());
            return;
        }
        ObjectNode metadata = Metadata.of(object);
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    private static Instant readinessChanged(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return Timestamps.parse(condition.path("lastTransitionTime").asText());
            }
        }
        return Instant.EPOCH;
    }
}
