package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When the change happened that endpoints are updated for, which they carry in an annotation. */
final class TriggerTimeTracker {
    static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

    private final Map<ObjectKey, Map<String, Readiness>> known = new HashMap<>();

    /** Times have whole seconds here: a pod that becomes ready within one is told apart by its status. */
    private record Readiness(Instant since, String status) {}

    /** The earliest change of a pod's readiness since the last call, a new service's creation, or null for neither. */
    synchronized @Nullable Instant next(ObjectKey key, ObjectNode service, List<ObjectNode> pods) {
        Map<String, Readiness> times = new HashMap<>();
        Map<String, Readiness> before = known.getOrDefault(key, Map.of());
        Instant earliest = null;
        for (ObjectNode pod : pods) {
            Readiness now = readiness(pod);
            if (now == null) {
                continue;
            }
            times.put(ObjectMeta.uid(pod), now);
            boolean changed = !now.equals(before.get(ObjectMeta.uid(pod)));
            if (changed && (earliest == null || now.since().isBefore(earliest))) {
                earliest = now.since();
            }
        }
        boolean isNew = known.put(key, times) == null;
        return isNew ? ObjectMeta.creationTimestamp(service) : earliest;
    }

    synchronized void forget(ObjectKey key) {
        known.remove(key);
    }

    /** Writes the annotation, or takes it away. */
    static void annotate(ObjectNode object, @Nullable Instant time) {
        if (time != null) {
            ObjectMeta.annotate(object, ANNOTATION, time.toString());
            return;
        }
        ObjectNode metadata = ObjectMeta.getOrCreate(object);
        if (metadata.get("annotations") instanceof ObjectNode annotations) {
            annotations.remove(ANNOTATION);
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
    }

    private static @Nullable Readiness readiness(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return new Readiness(
                        Timestamps.parse(condition.path("lastTransitionTime").asText()),
                        condition.path("status").asText());
            }
        }
        return null;
    }
}
