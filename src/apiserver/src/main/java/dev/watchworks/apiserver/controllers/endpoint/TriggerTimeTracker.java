package dev.watchworks.apiserver.controllers.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectKey;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the time of the change that caused an update of endpoints, for their annotation. */
final class TriggerTimeTracker {
    static final String ANNOTATION = "endpoints.kubernetes.io/last-change-trigger-time";

    private final Map<ObjectKey, Map<String, Readiness>> known = new HashMap<>();

    /** Timestamps have whole seconds; the status distinguishes two changes within one second. */
    private record Readiness(Instant since, String status) {}

    /** The creation of a new service, or the earliest change of a pod's readiness since the last call, or null. */
    synchronized @Nullable Instant computeTriggerTime(ObjectKey key, ObjectNode service, List<ObjectNode> pods) {
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

    synchronized void deleteService(ObjectKey key) {
        known.remove(key);
    }

    /** Sets the annotation, or removes it when the time is null. */
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
        return Conditions.find(pod, "Ready") == null
                ? null
                : new Readiness(
                        Timestamps.parse(Conditions.text(pod, "Ready", "lastTransitionTime")),
                        Conditions.text(pod, "Ready", "status"));
    }
}
