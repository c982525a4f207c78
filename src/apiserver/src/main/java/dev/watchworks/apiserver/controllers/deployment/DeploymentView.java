package dev.watchworks.apiserver.controllers.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;

/**
 * The spec of a deployment.
 *
 * @param object shared snapshot
 */
record DeploymentView(ObjectNode object) {
    /** The value of {@code progressDeadlineSeconds} and {@code revisionHistoryLimit} that means no limit. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private JsonNode spec() {
        return object.path("spec");
    }

    String name() {
        return ObjectMeta.name(object);
    }

    String namespace() {
        return ObjectMeta.namespace(object);
    }

    int replicas() {
        return spec().path("replicas").asInt(1);
    }

    JsonNode template() {
        return spec().path("template");
    }

    boolean isPaused() {
        return spec().path("paused").asBoolean();
    }

    boolean isRolling() {
        return !spec().path("strategy").path("type").asText("RollingUpdate").equals("Recreate");
    }

    boolean hasProgressDeadline() {
        return spec().hasNonNull("progressDeadlineSeconds") && progressDeadlineSeconds() != NO_LIMIT;
    }

    int progressDeadlineSeconds() {
        return spec().path("progressDeadlineSeconds").asInt(NO_LIMIT);
    }

    /** How many old replica sets are kept; {@code Integer.MAX_VALUE} for all. */
    int revisionHistoryLimit() {
        return spec().path("revisionHistoryLimit").asInt(NO_LIMIT);
    }

    int minReadySeconds() {
        return spec().path("minReadySeconds").asInt();
    }

    /** Pods that a rolling update may have beyond the replicas; percentages are rounded up. */
    int maxSurge() {
        return isRolling() ? scaled("maxSurge", true) : 0;
    }

    /** Replicas that may be missing in a rolling update; percentages are rounded down, and it is 1 if both are 0. */
    int maxUnavailable() {
        if (!isRolling() || replicas() == 0) {
            return 0;
        }
        int unavailable = scaled("maxUnavailable", false);
        if (unavailable == 0 && scaled("maxSurge", true) == 0) {
            unavailable = 1;
        }
        return Math.min(unavailable, replicas());
    }

    int collisions() {
        return object.path("status").path("collisionCount").asInt();
    }

    private int scaled(String field, boolean up) {
        JsonNode value = spec().path("strategy").path("rollingUpdate").path(field);
        String text = value.asText("25%");
        if (!text.endsWith("%")) {
            return value.asInt();
        }
        int share = Integer.parseInt(text.substring(0, text.length() - 1)) * replicas();
        return up ? (share + 99) / 100 : share / 100;
    }
}
