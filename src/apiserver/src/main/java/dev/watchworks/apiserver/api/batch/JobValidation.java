package dev.watchworks.apiserver.api.batch;

import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.core.pod.PodValidation;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import java.util.List;

/** Checks a job and the job template of a cron job. */
final class JobValidation {

    private JobValidation() {}

    static void validate(ObjectNode spec, String path, FieldErrors errors) {
        FieldRules.validate("batch.JobSpec", spec, path + ".", errors);
        ObjectNode pod = object(object(spec, "template"), "spec");
        PodValidation.validate(pod, path + ".template.spec", errors);
        String restartPolicy = text(pod, "restartPolicy");
        if (restartPolicy.equals("Always")) {
            errors.required(path + ".template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"");
        } else if (!List.of("OnFailure", "Never").contains(restartPolicy)) {
            errors.notSupported(
                    path + ".template.spec.restartPolicy", quoted(restartPolicy), List.of("OnFailure", "Never"));
        }
    }
}
