package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.util.List;

/** Deployments (Kubernetes' {@code registry/apps/deployment}). */
public final class DeploymentStrategy extends WorkloadStrategy {

    public DeploymentStrategy() {
        super("apps.DeploymentSpec");
    }

    @Override
    public void prepareForStatusUpdate(ObjectNode object, ObjectNode current) {
        keep(object, current, "spec");
        keep(object(object, "metadata"), current.path("metadata"), "labels");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        validateFields(spec, errors, "replicas");
        validateSelectorAndTemplate(spec, errors);
        validateStrategy(spec.path("strategy"), errors);
        validateFields(spec, errors, "minReadySeconds", "revisionHistoryLimit", "progressDeadlineSeconds");
        long deadline = number(spec, "progressDeadlineSeconds");
        if (has(spec, "progressDeadlineSeconds") && deadline <= number(spec, "minReadySeconds")) {
            errors.invalid("spec.progressDeadlineSeconds", deadline, List.of("must be greater than minReadySeconds"));
        }
    }

    private static void validateStrategy(JsonNode strategy, FieldErrors errors) {
        String type = text(strategy, "type");
        JsonNode rolling = strategy.path("rollingUpdate");
        switch (type) {
            case "Recreate" -> {
                if (rolling.isObject()) {
                    errors.forbidden(
                            "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> validateRolling(rolling, errors);
            // The real server prints its internal form of the strategy, which has only these two fields.
            default ->
                errors.notSupported(
                        "spec.strategy",
                        "{\"Type\":\"" + type + "\",\"RollingUpdate\":" + internal(rolling) + "}",
                        List.of("Recreate", "RollingUpdate"));
        }
    }

    private static String internal(JsonNode rolling) {
        return rolling.isObject()
                ? "{\"MaxUnavailable\":" + rolling.path("maxUnavailable") + ",\"MaxSurge\":" + rolling.path("maxSurge")
                        + "}"
                : "null";
    }

    private static void validateRolling(JsonNode rolling, FieldErrors errors) {
        String field = "spec.strategy.rollingUpdate.";
        JsonNode unavailable = rolling.path("maxUnavailable");
        JsonNode surge = rolling.path("maxSurge");
        numberOrPercent(unavailable, field + "maxUnavailable", errors);
        numberOrPercent(surge, field + "maxSurge", errors);
        if (value(unavailable) == 0 && value(surge) == 0) {
            errors.invalid(field + "maxUnavailable", unavailable, "may not be 0 when `maxSurge` is 0");
        }
        if (unavailable.isTextual() && value(unavailable) > 100) {
            errors.invalid(field + "maxUnavailable", unavailable, "must not be greater than 100%");
        }
    }

    private static void numberOrPercent(JsonNode value, String field, FieldErrors errors) {
        if (value.isTextual()) {
            errors.invalid(field, value.asText(), ValueSyntax.percent(value.asText()));
        } else {
            errors.minimum(field, value.asLong(), 0);
        }
    }

    /** The number or the percentage; 0 for anything else. */
    private static int value(JsonNode value) {
        String text = value.asText();
        return text.matches("-?\\d{1,9}%?") ? Integer.parseInt(text.replace("%", "")) : 0;
    }

    @Override
    public boolean incrementsGeneration(ObjectNode object, ObjectNode current) {
        return super.incrementsGeneration(object, current)
                || !at(object, "metadata", "annotations").equals(at(current, "metadata", "annotations"));
    }

    @Override
    public List<List<String>> statusResetFields() {
        return List.of(List.of("spec"), List.of("metadata", "labels"));
    }
}
