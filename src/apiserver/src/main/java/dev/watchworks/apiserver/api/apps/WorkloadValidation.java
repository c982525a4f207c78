package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodValidation;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Locale;

/** Checks of workloads: the selector, and the template of the pods that it selects. */
final class WorkloadValidation {

    private WorkloadValidation() {}

    static void validateSelectorAndTemplate(ObjectNode spec, FieldErrors errors) {
        JsonNode selector = spec.path("selector");
        if (!selector.isObject()) {
            errors.required("spec.selector", "");
        } else {
            LabelValidation.validateSelector(selector, "spec.selector", errors);
            if (LabelSelector.of(selector).isEmpty()) {
                errors.invalid("spec.selector", selector.toString(), "empty selector is invalid for deployment");
            }
        }
        if (LabelValidation.isValidSelector(selector)) {
            validateTemplate(object(spec, "template"), selector, errors);
        } else {
            errors.invalid("spec.selector", selector.toString(), "invalid label selector");
        }
    }

    private static void validateTemplate(ObjectNode template, JsonNode selector, FieldErrors errors) {
        JsonNode labels = template.path("metadata").path("labels");
        if (!LabelSelector.of(selector).matches(template)) {
            errors.invalid(
                    "spec.template.metadata.labels",
                    labels.isMissingNode() ? "null" : labels.toString(),
                    "`selector` does not match template `labels`");
        }
        LabelValidation.validateLabels(labels, "spec.template.labels", errors);
        for (String key : keys(template, "metadata", "annotations")) {
            errors.invalid("spec.template.annotations", key, NameSyntax.qualifiedErrors(key.toLowerCase(Locale.ROOT)));
        }
        ObjectNode spec = object(template, "spec");
        PodValidation.validate(spec, "spec.template.spec", errors);
        if (!objects(spec, "ephemeralContainers").isEmpty()) {
            errors.forbidden(
                    "spec.template.spec.ephemeralContainers", "ephemeral containers not allowed in pod template");
        }
        String restartPolicy = text(spec, "restartPolicy");
        if (!restartPolicy.equals("Always")) {
            errors.notSupported("spec.template.spec.restartPolicy", quoted(restartPolicy), List.of("Always"));
        }
        if (has(spec, "activeDeadlineSeconds")) {
            errors.forbidden(
                    "spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }
}
