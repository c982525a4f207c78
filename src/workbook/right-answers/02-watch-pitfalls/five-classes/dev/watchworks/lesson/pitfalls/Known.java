package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.Change.Type;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The known pods; this object never changes, a new one replaces it. */
record Known(Map<String, V1Pod> pods) {

    Known {
        pods = Map.copyOf(pods);
    }

    Known with(Change change) {
        Map<String, V1Pod> next = new HashMap<>(pods);
        if (change.type() == Type.DELETED) {
            next.remove(change.name());
        } else {
            next.put(change.name(), change.pod());
        }
        return new Known(next);
    }

    /** Returns the changes from these pods to the listed pods. */
    List<Change> until(List<V1Pod> listed) {
        List<Change> changes = new ArrayList<>();
        Map<String, V1Pod> gone = new HashMap<>(pods);
        for (V1Pod pod : listed) {
            V1Pod before = gone.remove(pod.getMetadata().getName());
            if (before == null) {
                changes.add(new Change(Type.ADDED, pod));
            } else if (!before.getMetadata()
                    .getResourceVersion()
                    .equals(pod.getMetadata().getResourceVersion())) {
                changes.add(new Change(Type.MODIFIED, pod));
            }
        }
        gone.values().forEach(pod -> changes.add(0, new Change(Type.DELETED, pod)));
        return changes;
    }
}
