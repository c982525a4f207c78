package dev.watchworks.apiserver.kind.batch;

import static dev.watchworks.apiserver.kind.ObjectFields.has;
import static dev.watchworks.apiserver.kind.ObjectFields.object;
import static dev.watchworks.apiserver.kind.ObjectFields.orElse;
import static dev.watchworks.apiserver.kind.ObjectFields.quoted;
import static dev.watchworks.apiserver.kind.ObjectFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.kind.StatusStrategy;
import dev.watchworks.apiserver.kind.pod.PodDefaults;
import dev.watchworks.apiserver.status.FieldErrors;
import java.util.List;

/** Cron jobs (Kubernetes' {@code registry/batch/cronjob}). */
public final class CronJobStrategy implements StatusStrategy {
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
