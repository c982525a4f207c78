package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The differences between the pods that we knew and the pods of a list. */
record Comparison(Map<String, V1Pod> after, List<Change> differences) {

    static Comparison between(Map<String, V1Pod> before, List<V1Pod> listed) {
        Map<String, V1Pod> after = new LinkedHashMap<>();
        for (V1Pod pod : listed) {
            after.put(pod.getMetadata().getName(), pod);
        }
        List<Change> differences = new ArrayList<>();
        before.forEach((name, pod) -> {
            if (!after.containsKey(name)) {
                differences.add(new Change(Change.Type.DELETED, pod));
            }
        });
        after.forEach((name, pod) -> {
            V1Pod old = before.get(name);
            if (old == null) {
                differences.add(new Change(Change.Type.ADDED, pod));
            } else if (!Objects.equals(version(old), version(pod))) {
                differences.add(new Change(Change.Type.MODIFIED, pod));
            }
        });
        return new Comparison(after, List.copyOf(differences));
    }

    private static String version(V1Pod pod) {
        return pod.getMetadata().getResourceVersion();
    }
}
