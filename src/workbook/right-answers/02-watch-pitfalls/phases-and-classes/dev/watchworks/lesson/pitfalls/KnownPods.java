package dev.watchworks.lesson.pitfalls;

import dev.watchworks.lesson.pitfalls.given.Change;
import dev.watchworks.lesson.pitfalls.given.Change.Type;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** The pods that a follower knows, by name. */
record KnownPods(Map<String, V1Pod> pods) {

    /** Takes a change over. */
    void apply(Change change) {
        if (change.type() == Type.DELETED) {
            pods.remove(change.name());
        } else {
            pods.put(change.name(), change.pod());
        }
    }

    /** Finds the differences to a list, takes each one over, and passes it on. */
    void replaceWith(List<V1Pod> list, Consumer<Change> changes) {
        Set<String> listed = new HashSet<>();
        list.forEach(pod -> listed.add(pod.getMetadata().getName()));
        for (String name : List.copyOf(pods.keySet())) {
            if (!listed.contains(name)) {
                both(new Change(Type.DELETED, pods.get(name)), changes);
            }
        }
        for (V1Pod pod : list) {
            V1Pod before = pods.get(pod.getMetadata().getName());
            if (before == null) {
                both(new Change(Type.ADDED, pod), changes);
            } else if (!Objects.equals(version(before), version(pod))) {
                both(new Change(Type.MODIFIED, pod), changes);
            }
        }
    }

    private void both(Change change, Consumer<Change> changes) {
        apply(change);
        changes.accept(change);
    }

    private static String version(V1Pod pod) {
        return pod.getMetadata().getResourceVersion();
    }
}
