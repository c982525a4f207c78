package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.at;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.texts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.ResourceValidation;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import java.util.List;
import java.util.Map;

/** Resource quotas (Kubernetes' {@code registry/core/resourcequota}). */
public final class ResourceQuotaStrategy implements SpecAndStatusStrategy {
    private static final List<String> SCOPES = List.of(
            "Terminating",
            "NotTerminating",
            "BestEffort",
            "NotBestEffort",
            "PriorityClass",
            "CrossNamespacePodAffinity",
            "VolumeAttributesClass");
    private static final List<List<String>> OPPOSITES =
            List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"));

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        for (Map.Entry<String, JsonNode> hard : spec.path("hard").properties()) {
            String field = "spec.hard[" + hard.getKey() + "]";
            ResourceValidation.validateForQuota(hard.getKey(), hard.getValue().asText(), field, errors);
        }
        List<String> scopes = texts(spec, "scopes");
        JsonNode shown = spec.path("scopes");
        if (!SCOPES.containsAll(scopes)) {
            errors.invalid("spec.scopes", shown, "unsupported scope");
        }
        if (OPPOSITES.stream().anyMatch(scopes::containsAll)) {
            errors.invalid("spec.scopes", shown, "conflicting scopes");
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        List<String> scopes = texts(object, "spec", "scopes").stream().sorted().toList();
        if (!scopes.equals(texts(current, "spec", "scopes").stream().sorted().toList())) {
            errors.immutable("spec.scopes", at(object, "spec", "scopes"));
        }
    }
}
