package dev.watchworks.apiserver.api.apps;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.api.core.pod.PodValidation;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Locale;

/** Kinds that make pods from a template and select them by labels; stateful sets and replica sets have no other rules. */
public class WorkloadStrategy implements SpecAndStatusStrategy {
    private final String specType;
    private final List<String> counts;

    /**
     * @param specType the type of the spec, such as {@code apps.ReplicaSetSpec}
     * @param counts the fields that are 0 in the status of a new object
     */
    public WorkloadStrategy(String specType, String... counts) {
        this.specType = specType;
        this.counts = List.of(counts);
    }

    @Override
    public final void initializeStatus(ObjectNode status) {
        counts.forEach(count -> status.put(count, 0));
    }

    @Override
    public void applyDefaults(ObjectNode object) {
        PodDefaults.applyToTemplate(object);
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        validateFields(spec, errors, "replicas", "minReadySeconds");
        validateSelectorAndTemplate(spec, errors);
    }

    final void validateFields(ObjectNode spec, FieldErrors errors, String... fields) {
        FieldRules.validate(specType, spec, "spec.", errors, fields);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        FieldRules.validateImmutable(specType, object.path("spec"), current.path("spec"), "spec.", errors);
    }

    static void validateSelectorAndTemplate(ObjectNode spec, FieldErrors errors) {
        JsonNode selector = spec.path("selector");
        if (!selector.isObject()) {
            errors.required("spec.selector", "");
        } else {
            LabelValidation.validateSelector(selector, "spec.selector", errors);
            if (LabelSelector.of(selector).isEmpty()) {
                errors.invalid("spec.selector", selector, "empty selector is invalid for deployment");
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
            errors.invalid("spec.template.metadata.labels", labels, "`selector` does not match template `labels`");
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
        errors.supported("spec.template.spec.restartPolicy", restartPolicy, List.of("Always"));
        if (has(spec, "activeDeadlineSeconds")) {
            errors.forbidden(
                    "spec.template.spec.activeDeadlineSeconds", "activeDeadlineSeconds in ReplicaSet is not Supported");
        }
    }
}
