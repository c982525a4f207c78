package dev.watchworks.apiserver.controllers.replicaset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodState;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Calculates the status of a replica set from its pods. */
final class ReplicaSetStatusCalculator {
    private static final String REPLICA_FAILURE = "ReplicaFailure";

    private final ObjectNode set;
    private final List<ObjectNode> pods;
    private final @Nullable ApiException failure;
    private final Instant now;
    private final Duration minReady;

    /** @param failure why pods could not be created or deleted, or null */
    ReplicaSetStatusCalculator(ObjectNode set, List<ObjectNode> pods, @Nullable ApiException failure, Instant now) {
        this.set = set;
        this.pods = pods;
        this.failure = failure;
        this.now = now;
        this.minReady = Duration.ofSeconds(NestedFields.number(set, "spec", "minReadySeconds"));
    }

    ObjectNode toJson() {
        Map<String, String> labels = ObjectMeta.labels(set.path("spec").path("template"));
        ObjectNode status = Json.object().put("replicas", pods.size());
        NestedFields.putUnlessZero(
                status,
                "fullyLabeledReplicas",
                count(pod -> ObjectMeta.labels(pod).entrySet().containsAll(labels.entrySet())));
        NestedFields.putUnlessZero(status, "readyReplicas", count(PodState::isReady));
        NestedFields.putUnlessZero(status, "availableReplicas", count(this::isAvailable));
        NestedFields.putUnlessZero(status, "observedGeneration", (int) ObjectMeta.generation(set));
        ArrayNode conditions = conditions();
        if (!conditions.isEmpty()) {
            status.set("conditions", conditions);
        }
        return status;
    }

    private int count(Predicate<ObjectNode> predicate) {
        return (int) pods.stream().filter(predicate).count();
    }

    private boolean isAvailable(ObjectNode pod) {
        return PodState.isReady(pod) && !availableFrom(pod).isAfter(now);
    }

    private Instant availableFrom(ObjectNode pod) {
        return PodDeletionOrder.readySince(pod).plus(minReady);
    }

    /** Time until the next ready pod becomes available, or null when all ready pods are available. */
    @Nullable
    Duration untilNextAvailable() {
        return pods.stream()
                .filter(pod -> PodState.isReady(pod) && !isAvailable(pod))
                .map(pod -> Duration.between(now, availableFrom(pod)))
                .min(Duration::compareTo)
                .orElse(null);
    }

    private ArrayNode conditions() {
        ArrayNode conditions = Json.array();
        for (JsonNode condition : set.path("status").path("conditions")) {
            conditions.add(condition.deepCopy());
        }
        if (failure == null) {
            Conditions.remove(conditions, REPLICA_FAILURE);
        } else if (Conditions.find(set, REPLICA_FAILURE) == null) {
            boolean tooFew = pods.size() < set.path("spec").path("replicas").asInt();
            conditions.add(Conditions.create(null, REPLICA_FAILURE, "True", now)
                    .put("reason", tooFew ? "FailedCreate" : "FailedDelete")
                    .put("message", failure.getMessage()));
        }
        return conditions;
    }
}
