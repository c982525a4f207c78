package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.Conditions;
import dev.watchworks.apiserver.meta.NestedFields;

/** Sets the conditions of a definition (Kubernetes' {@code apihelpers.SetCRDCondition}). */
public final class DefinitionConditions {
    private DefinitionConditions() {}

    /** A condition without its time. */
    public record Condition(String type, boolean status, String reason, String message) {}

    /**
     * Sets a condition.
     *
     * @param object a decoded definition, which this method changes
     * @param timestamp lastTransitionTime when the status changes
     */
    public static void set(ObjectNode object, Condition condition, String timestamp) {
        String status = condition.status() ? "True" : "False";
        ObjectNode known = Conditions.find(object, condition.type());
        if (known == null) {
            ArrayNode conditions = NestedFields.array(object.withObjectProperty("status"), "conditions");
            known = conditions.addObject().put("type", condition.type());
        }
        if (!known.path("status").asText().equals(status) || !NestedFields.has(known, "lastTransitionTime")) {
            known.put("lastTransitionTime", timestamp);
        }
        known.put("status", status).put("reason", condition.reason()).put("message", condition.message());
    }

    /** Whether a definition has this condition, except for its time. */
    public static boolean has(ObjectNode object, Condition condition) {
        ObjectNode known = Conditions.find(object, condition.type());
        return known != null
                && known.path("status").asText().equals(condition.status() ? "True" : "False")
                && known.path("reason").asText().equals(condition.reason())
                && known.path("message").asText().equals(condition.message());
    }

    /** Removes a condition. */
    public static void remove(ObjectNode object, String type) {
        if (object.path("status").path("conditions") instanceof ArrayNode conditions) {
            Conditions.remove(conditions, type);
        }
    }
}
