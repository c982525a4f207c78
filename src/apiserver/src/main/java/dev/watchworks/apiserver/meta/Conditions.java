package dev.watchworks.apiserver.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The {@code status.conditions} of an object: one entry for each type. */
public final class Conditions {
    private Conditions() {}

    /** The condition of a type, or null. */
    public static @Nullable ObjectNode find(JsonNode object, String type) {
        for (JsonNode condition : object.path("status").path("conditions")) {
            if (condition instanceof ObjectNode found && hasType(found, type)) {
                return found;
            }
        }
        return null;
    }

    /** Whether the condition of a type has the status True. */
    public static boolean isTrue(JsonNode object, String type) {
        return hasStatus(find(object, type), "True");
    }

    /** A field of the condition of a type, or the empty text. */
    public static String text(JsonNode object, String type, String field) {
        ObjectNode condition = find(object, type);
        return condition == null ? "" : condition.path(field).asText();
    }

    /**
     * Returns a new condition with type, status and lastTransitionTime.
     *
     * @param before the earlier condition of this type, or null; when it has the same status, its lastTransitionTime stays
     */
    public static ObjectNode create(@Nullable JsonNode before, String type, String status, Instant now) {
        String since = hasStatus(before, status) && before != null
                ? before.path("lastTransitionTime").asText()
                : Timestamps.seconds(now);
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("status", status)
                .put("lastTransitionTime", since);
    }

    /** Removes the condition of a type from a list. */
    public static void remove(ArrayNode conditions, String type) {
        conditions.removeIf(condition -> hasType(condition, type));
    }

    private static boolean hasType(JsonNode condition, String type) {
        return condition.path("type").asText().equals(type);
    }

    private static boolean hasStatus(@Nullable JsonNode condition, String status) {
        return condition != null && condition.path("status").asText().equals(status);
    }
}
