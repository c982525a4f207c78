package dev.watchworks.apiserver.api.batch;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.orElse;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodDefaults;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.SpecAndStatusStrategy;
import java.util.List;

/** Cron jobs (Kubernetes' {@code registry/batch/cronjob}). */
public final class CronJobStrategy implements SpecAndStatusStrategy {
    private static final List<String> POLICIES = List.of("Allow", "Forbid", "Replace");

    @Override
    public void applyDefaults(ObjectNode object) {
        ObjectNode spec = object(object, "spec");
        orElse(spec, "concurrencyPolicy", "Allow");
        if (!has(spec, "suspend")) {
            spec.put("suspend", false);
        }
        orElse(spec, "successfulJobsHistoryLimit", 3);
        orElse(spec, "failedJobsHistoryLimit", 1);
        PodDefaults.applyToSpec(object(object(job(spec), "template"), "spec"));
    }

    private static ObjectNode job(ObjectNode spec) {
        return object(object(spec, "jobTemplate"), "spec");
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        ObjectNode spec = object(object, "spec");
        JobValidation.validate(job(spec), "spec.jobTemplate.spec", errors);
        if (text(spec, "schedule").isEmpty()) {
            errors.required("spec.schedule", "");
        }
        String policy = text(spec, "concurrencyPolicy");
        if (!POLICIES.contains(policy)) {
            errors.notSupported("spec.concurrencyPolicy", quoted(policy), POLICIES);
        }
    }
}
