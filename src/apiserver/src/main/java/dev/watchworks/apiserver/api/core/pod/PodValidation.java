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
import java.util.function.Function;

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
        format(spec, "serviceAccountName", NameSyntax::subdomainErrors, field, errors);
        format(spec, "nodeName", NameSyntax::subdomainErrors, field, errors);
        if (has(spec, "activeDeadlineSeconds")) {
            long seconds = number(spec, "activeDeadlineSeconds");
            if (seconds < 1 || seconds > Integer.MAX_VALUE) {
                errors.invalid(
                        field + ".activeDeadlineSeconds",
                        String.valueOf(seconds),
                        "must be between 1 and 2147483647, inclusive");
            }
        }
        format(spec, "hostname", NameSyntax::labelErrors, field, errors);
        format(spec, "subdomain", NameSyntax::labelErrors, field, errors);
        TolerationValidation.validate(objects(spec, "tolerations"), field + ".tolerations", errors);
        format(spec, "priorityClassName", NameSyntax::subdomainErrors, field, errors);
        FieldRules.validate("core.PodSpec", spec, field + ".", errors, "preemptionPolicy");
    }

    /** Checks that apply to pods and, for compatibility, not to templates. */
    static void validateOnlyForPod(ObjectNode pod, FieldErrors errors) {
        ObjectNode spec = object(pod, "spec");
        for (String list : List.of("containers", "initContainers")) {
            int index = 0;
            for (ObjectNode container : objects(spec, list)) {
                String image = text(container, "image");
                if (!image.strip().equals(image)) {
                    errors.invalid(
                            "spec." + list + "[" + index + "].image",
                            quoted(image),
                            "must not have leading or trailing whitespace");
                }
                index++;
            }
        }
        if (!text(spec, "nodeName").isEmpty()
                && !objects(spec, "schedulingGates").isEmpty()) {
            errors.forbidden("spec.nodeName", "cannot be set until all schedulingGates have been cleared");
        }
    }

    private static void format(
            ObjectNode object, String name, Function<String, List<String>> check, String field, FieldErrors errors) {
        String value = text(object, name);
        if (!value.isEmpty()) {
            errors.invalid(field + "." + name, value, check.apply(value));
        }
    }
}
