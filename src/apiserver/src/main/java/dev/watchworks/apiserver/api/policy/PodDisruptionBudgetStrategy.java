package dev.watchworks.apiserver.api.policy;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.ValueSyntax;
import java.math.BigInteger;
import java.util.List;

/** Pod disruption budgets (Kubernetes' {@code registry/policy/poddisruptionbudget}). */
public final class PodDisruptionBudgetStrategy implements SpecAndStatusStrategy {
    private static final BigInteger ALL = BigInteger.valueOf(100);

    @Override
    public void initializeStatus(ObjectNode status) {
        status.put("disruptionsAllowed", 0)
                .put("currentHealthy", 0)
                .put("desiredHealthy", 0)
                .put("expectedPods", 0);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        if (has(spec, "minAvailable") && has(spec, "maxUnavailable")) {
            errors.invalid("spec", internal(spec), "minAvailable and maxUnavailable cannot be both set");
        }
        validateShare(spec.path("minAvailable"), "spec.minAvailable", errors);
        validateShare(spec.path("maxUnavailable"), "spec.maxUnavailable", errors);
        LabelValidation.validateSelector(spec.path("selector"), "spec.selector", errors);
        FieldRules.validate("policy.PodDisruptionBudgetSpec", spec, "spec.", errors);
    }

    private static void validateShare(JsonNode share, String field, FieldErrors errors) {
        if (share.isTextual()) {
            String text = share.asText();
            List<String> wrong = ValueSyntax.percent(text);
            errors.invalid(field, text, wrong);
            if (wrong.isEmpty() && new BigInteger(text.substring(0, text.length() - 1)).compareTo(ALL) > 0) {
                errors.invalid(field, quoted(text), "must not be greater than 100%");
            }
        } else {
            errors.minimum(field, share.asLong(), 0);
        }
    }

    /** The spec with the names of Go's fields, as the real server prints it. */
    private static String internal(ObjectNode spec) {
        ObjectNode shown = Json.object();
        shown.set("MinAvailable", spec.get("minAvailable"));
        shown.set("Selector", spec.get("selector"));
        shown.set("MaxUnavailable", spec.get("maxUnavailable"));
        shown.set("UnhealthyPodEvictionPolicy", spec.get("unhealthyPodEvictionPolicy"));
        return shown.toString();
    }
}
