package dev.watchworks.apiserver.api.batch;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;

/** Cron jobs (Kubernetes' {@code registry/batch/cronjob}). */
public final class CronJobStrategy implements SpecAndStatusStrategy {
    @Override
    public void applyDefaults(ObjectNode object) {
        PodDefaults.applyToTemplate(object(object(object, "spec"), "jobTemplate"));
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        JobStrategy.validate(object(object(spec, "jobTemplate"), "spec"), "spec.jobTemplate.spec", errors);
        errors.required("spec.schedule", text(spec, "schedule").isEmpty());
        FieldRules.validate("batch.CronJobSpec", spec, "spec.", errors);
    }
}
