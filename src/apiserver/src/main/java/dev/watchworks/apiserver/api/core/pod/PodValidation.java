package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.validation.LabelValidation;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Set;

/** Checks a pod spec, in the order of a real server. */
public final class PodValidation {

    private PodValidation() {}

    /**
     * Checks a pod's or a template's spec.
     *
     * @param field where it stands, such as {@code spec.template.spec}
     */
    public static void validate(ObjectNode spec, String field, FieldErrors errors) {
        Set<String> volumes = VolumeValidation.validate(objects(spec, "volumes"), field + ".volumes", errors);
        new ContainerValidation(volumes, errors).validate(spec, field);
        FieldRules.validate("core.PodSpec", spec, field + ".", errors, "restartPolicy", "dnsPolicy");
        LabelValidation.validateLabels(spec.path("nodeSelector"), field + ".nodeSelector", errors);
        errors.format(field + ".serviceAccountName", text(spec, "serviceAccountName"), NameSyntax::subdomainErrors);
        errors.format(field + ".nodeName", text(spec, "nodeName"), NameSyntax::subdomainErrors);
        if (has(spec, "activeDeadlineSeconds")) {
            long seconds = number(spec, "activeDeadlineSeconds");
            if (seconds < 1 || seconds > Integer.MAX_VALUE) {
                List<String> wrong = List.of("must be between 1 and 2147483647, inclusive");
                errors.invalid(field + ".activeDeadlineSeconds", seconds, wrong);
            }
        }
        errors.format(field + ".hostname", text(spec, "hostname"), NameSyntax::dns1123LabelErrors);
        errors.format(field + ".subdomain", text(spec, "subdomain"), NameSyntax::dns1123LabelErrors);
        TolerationValidation.validate(objects(spec, "tolerations"), field + ".tolerations", errors);
        errors.format(field + ".priorityClassName", text(spec, "priorityClassName"), NameSyntax::subdomainErrors);
        FieldRules.validate("core.PodSpec", spec, field + ".", errors, "preemptionPolicy");
    }

    /** Checks that apply to pods and, for compatibility, not to templates. */
    static void validateOnlyForPod(ObjectNode pod, FieldErrors errors) {
        ObjectNode spec = object(pod, "spec");
        for (String list : List.of("containers", "initContainers")) {
            FieldErrors.each(objects(spec, list), "spec." + list, (container, place) -> {
                validateImageWhitespace(container, place + ".image", errors);
            });
        }
        if (!text(spec, "nodeName").isEmpty()
                && !objects(spec, "schedulingGates").isEmpty()) {
            errors.forbidden("spec.nodeName", "cannot be set until all schedulingGates have been cleared");
        }
    }

    static void validateImageWhitespace(ObjectNode container, String field, FieldErrors errors) {
        String image = text(container, "image");
        if (!image.strip().equals(image)) {
            errors.invalid(field, quoted(image), "must not have leading or trailing whitespace");
        }
    }
}
