package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.meta.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a replica set's status has to say about its pods. */
final class ReplicaSetStatus {
    private static final String REPLICA_FAILURE = "ReplicaFailure";

    private final ObjectNode set;
    private final List<ObjectNode> pods;
    private final @Nullable ApiException failure;
    private final Instant now;
    private final Duration minReady;

    /** @param failure why pods could not be made or deleted, or null */
    ReplicaSetStatus(ObjectNode set, List<ObjectNode> pods, @Nullable ApiException failure, Instant now) {
        this.set = set;
        this.pods = pods;
        this.failure = failure;
        this.now = now;
        this.minReady =
                Duration.ofSeconds(set.path("spec").path("minReadySeconds").asLong());
    }

    ObjectNode toJson() {
        Map<String, String> labels = ObjectMeta.labels(set.path("spec").path("template"));
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("replicas", pods.size());
        put(status, "fullyLabeledReplicas", (int) pods.stream()
                .filter(pod -> ObjectMeta.labels(pod).entrySet().containsAll(labels.entrySet()))
                .count());
        put(status, "readyReplicas", (int)
                pods.stream().filter(PodDeletionOrder::isReady).count());
        put(status, "availableReplicas", (int)
                pods.stream().filter(this::isAvailable).count());
        put(status, "observedGeneration", (int) ObjectMeta.generation(set));
        ArrayNode conditions = conditions();
        if (!conditions.isEmpty()) {
            status.set("conditions", conditions);
        }
        return status;
    }

    private static void put(ObjectNode status, String field, int count) {
        if (count != 0) {
            status.put(field, count);
        }
    }

    private boolean isAvailable(ObjectNode pod) {
        return PodDeletionOrder.isReady(pod) && !availableFrom(pod).isAfter(now);
    }

    private Instant availableFrom(ObjectNode pod) {
        return PodDeletionOrder.readySince(pod).plus(minReady);
    }

    /** Time until a ready pod has been ready for long enough, or null when all have. */
    @Nullable
    Duration untilNextAvailable() {
        return pods.stream()
                .filter(pod -> PodDeletionOrder.isReady(pod) && !isAvailable(pod))
                .map(pod -> Duration.between(now, availableFrom(pod)))
                .min(Duration::compareTo)
                .orElse(null);
    }

    private ArrayNode conditions() {
        ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
        boolean said = false;
        for (JsonNode condition : set.path("status").path("conditions")) {
            boolean ofFailure = condition.path("type").asText().equals(REPLICA_FAILURE);
            if (!ofFailure || failure != null) {
                conditions.add(condition.deepCopy());
                said |= ofFailure;
            }
        }
        if (failure != null && !said) {
            boolean tooFew = pods.size() < set.path("spec").path("replicas").asInt();
            conditions
                    .addObject()
                    .put("type", REPLICA_FAILURE)
                    .put("status", "True")
                    .put("lastTransitionTime", Timestamps.seconds(now))
                    .put("reason", tooFew ? "FailedCreate" : "FailedDelete")
                    .put("message", failure.getMessage());
        }
        return conditions;
    }
}
