package dev.watchworks.apiserver.controllers.replicaset;

import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The order in which a replica set deletes surplus pods: the least useful ones first, then the youngest. */
final class PodDeletionOrder {
    private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

    private static final Comparator<ObjectNode> LEAST_USEFUL_FIRST = Comparator.comparing(
                    (ObjectNode pod) -> !text(pod, "spec", "nodeName").isEmpty())
            .thenComparing(PodDeletionOrder::phaseRank)
            .thenComparing(PodState::isReady)
            .thenComparing(PodDeletionOrder::deletionCost)
            .thenComparing(PodDeletionOrder::readySince, Comparator.reverseOrder())
            .thenComparing(ObjectMeta::creationTimestamp, Comparator.reverseOrder())
            .thenComparing(ObjectMeta::name);

    private PodDeletionOrder() {}

    /** The first {@code count} pods to delete. */
    static List<ObjectNode> choose(List<ObjectNode> pods, int count) {
        return pods.stream().sorted(LEAST_USEFUL_FIRST).limit(count).toList();
    }

    /** The cost in the annotation; 0 unless it is a 32-bit number without a plus sign and without leading zeros. */
    private static int deletionCost(JsonNode pod) {
        String cost = ObjectMeta.annotation(pod, COST);
        try {
            return cost.matches("0|[1-9].*|-.*") ? Integer.parseInt(cost) : 0;
        } catch (NumberFormatException tooLarge) {
            return 0;
        }
    }

    /** When the pod became ready; the epoch when it is not ready. */
    static Instant readySince(JsonNode pod) {
        return PodState.isReady(pod)
                ? Timestamps.parse(Conditions.text(pod, "Ready", "lastTransitionTime"))
                : Instant.EPOCH;
    }

    private static int phaseRank(JsonNode pod) {
        return switch (text(pod, "status", "phase")) {
            case "Pending" -> 0;
            case "Unknown" -> 1;
            default -> 2;
        };
    }
}
