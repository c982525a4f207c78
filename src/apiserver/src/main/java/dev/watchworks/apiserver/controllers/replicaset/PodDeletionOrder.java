package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Which pods a replica set that has too many gives up first: those that are of least use, then the youngest. */
final class PodDeletionOrder {
    private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    private static final Comparator<ObjectNode> LEAST_USEFUL_FIRST = Comparator.comparing(
                    (ObjectNode pod) -> isScheduled(pod))
            .thenComparing(PodDeletionOrder::phaseRank)
            .thenComparing(PodDeletionOrder::isReady)
            .thenComparing(PodDeletionOrder::cost)
            .thenComparing(PodDeletionOrder::readySince, Comparator.reverseOrder())
            .thenComparing(ObjectMeta::creationTimestamp, Comparator.reverseOrder())
            .thenComparing(ObjectMeta::name);

    private PodDeletionOrder() {}

    /** The first {@code count} pods to delete. */
    static List<ObjectNode> choose(List<ObjectNode> pods, int count) {
        return pods.stream().sorted(LEAST_USEFUL_FIRST).limit(count).toList();
    }

    static boolean isReady(JsonNode pod) {
        return ready(pod).path("status").asText().equals("True");
    }

    /** When the pod became ready, or the epoch. */
    static Instant readySince(JsonNode pod) {
        return isReady(pod)
                ? Timestamps.parse(ready(pod).path("lastTransitionTime").asText())
                : Instant.EPOCH;
    }

    private static JsonNode ready(JsonNode pod) {
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition;
            }
        }
        return pod.path("nothing");
    }

    private static boolean isScheduled(JsonNode pod) {
        return !pod.path("spec").path("nodeName").asText().isEmpty();
    }

    private static int phaseRank(JsonNode pod) {
        return switch (pod.path("status").path("phase").asText()) {
            case "Pending" -> 0;
            case "Unknown" -> 1;
            default -> 2;
        };
    }

    private static int cost(JsonNode pod) {
        try {
            String text = ObjectMeta.annotation(pod, COST);
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }
}
