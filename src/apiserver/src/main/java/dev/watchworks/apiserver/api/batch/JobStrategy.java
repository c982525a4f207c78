package dev.watchworks.apiserver.api.batch;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.api.core.pod.PodValidation;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import java.util.List;

/** Jobs (Kubernetes' {@code registry/batch/job}). */
public final class JobStrategy implements SpecAndStatusStrategy {
    private static final String UID_LABEL = "batch.kubernetes.io/controller-uid";
    private static final String NAME_LABEL = "batch.kubernetes.io/job-name";

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object(object, "spec");
        if (!has(spec, "completions") && !has(spec, "parallelism")) {
            spec.put("completions", 1);
        }
        orElse(spec, "podReplacementPolicy", has(spec, "podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        ObjectNode template = object(spec, "template");
        JsonNode labels = template.path("metadata").path("labels");
        if (object.path("metadata").path("labels").isEmpty() && !labels.isEmpty()) {
            object(object, "metadata").set("labels", labels.deepCopy());
        }
        PodDefaults.applyToTemplate(object);
    }

    @Override
    public void prepareForCreate(ObjectNode object, GenericLister cluster) {
        SpecAndStatusStrategy.super.prepareForCreate(object, cluster);
        ObjectNode spec = object(object, "spec");
        if (spec.path("manualSelector").asBoolean()) {
            return;
        }
        String uid = text(object, "metadata", "uid");
        String name = text(object, "metadata", "name");
        object(object(spec, "selector"), "matchLabels").put(UID_LABEL, uid);
        ObjectNode labels = object(object(object(spec, "template"), "metadata"), "labels");
        ObjectNode own = object(object(object, "metadata"), "labels");
        // In Go, labels that the defaults copied from the template to the job are the same map.
        boolean areShared = own.equals(labels);
        labels.put(UID_LABEL, uid)
                .put(NAME_LABEL, name)
                .put("controller-uid", uid)
                .put("job-name", name);
        if (areShared) {
            own.setAll(labels);
        }
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        validate(object(object, "spec"), "spec", errors);
    }

    /** Checks the spec of a job or of a cron job's template. */
    static void validate(ObjectNode spec, String path, FieldErrors errors) {
        FieldRules.validate("batch.JobSpec", spec, path + ".", errors);
        ObjectNode pod = object(object(spec, "template"), "spec");
        PodValidation.validate(pod, path + ".template.spec", errors);
        String field = path + ".template.spec.restartPolicy";
        String restartPolicy = text(pod, "restartPolicy");
        if (restartPolicy.equals("Always")) {
            errors.required(field, "valid values: \"OnFailure\", \"Never\"");
        } else {
            errors.supported(field, restartPolicy, List.of("OnFailure", "Never"));
        }
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        validate(object, errors);
        FieldRules.validateImmutable("batch.JobSpec", object.path("spec"), current.path("spec"), "spec.", errors);
    }
}
