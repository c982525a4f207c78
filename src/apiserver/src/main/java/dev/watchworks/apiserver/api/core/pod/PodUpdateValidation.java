package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keep;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.List;

/** Checks an update of a pod: only a few fields may change. */
final class PodUpdateValidation {
    private static final String CHANGEABLE = "pod updates may not change fields other than "
            + "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
            + "`spec.tolerations` (only additions to existing tolerations),"
            + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdateValidation() {}

    static void validate(ObjectNode spec, ObjectNode current, FieldErrors errors) {
        for (String list : List.of("containers", "initContainers")) {
            if (!sameNumberOfContainers(spec, current, list, errors)) {
                return;
            }
        }
        if (!validateDeadline(spec, current, errors)) {
            return;
        }
        validateTolerations(spec, current, errors);
        validateGates(spec, current, errors);
        ObjectNode allowed = withoutAllowedChanges(spec, current);
        if (!allowed.equals(current)) {
            errors.forbidden("spec", CHANGEABLE + "\n" + SpecDifference.between(current, allowed));
        }
    }

    private static boolean sameNumberOfContainers(
            ObjectNode spec, ObjectNode current, String list, FieldErrors errors) {
        List<ObjectNode> containers = objects(spec, list);
        if (containers.size() != objects(current, list).size()) {
            errors.forbidden("spec." + list, "pod updates may not add or remove containers");
            return false;
        }
        FieldErrors.each(containers, "spec." + list, (container, place) -> {
            errors.required(place + ".image", text(container, "image").isEmpty());
            PodValidation.validateImageWhitespace(container, place + ".image", errors);
        });
        return true;
    }

    private static boolean validateDeadline(ObjectNode spec, ObjectNode current, FieldErrors errors) {
        String name = "activeDeadlineSeconds";
        String field = "spec." + name;
        if (has(spec, name) && has(current, name) && number(current, name) < number(spec, name)) {
            errors.invalid(field, spec.path(name), "must be less than or equal to previous value");
            return false;
        }
        if (!has(spec, name) && has(current, name)) {
            errors.invalid(field, "null", "must not update from a positive integer to nil value");
        }
        return true;
    }

    private static void validateTolerations(ObjectNode spec, ObjectNode current, FieldErrors errors) {
        List<ObjectNode> now = objects(spec, "tolerations").stream()
                .map(PodUpdateValidation::withoutSeconds)
                .toList();
        for (ObjectNode before : objects(current, "tolerations")) {
            if (!now.contains(withoutSeconds(before))) {
                errors.forbidden(
                        "spec.tolerations", "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
        TolerationValidation.validate(objects(spec, "tolerations"), "spec.tolerations", errors);
    }

    private static ObjectNode withoutSeconds(ObjectNode toleration) {
        ObjectNode copy = toleration.deepCopy();
        copy.remove("tolerationSeconds");
        return copy;
    }

    private static void validateGates(ObjectNode spec, ObjectNode current, FieldErrors errors) {
        List<ObjectNode> before = objects(current, "schedulingGates");
        for (ObjectNode gate : objects(spec, "schedulingGates")) {
            if (!before.contains(gate)) {
                errors.forbidden(
                        "spec.schedulingGates",
                        "only deletion is allowed, but found new scheduling gate '" + text(gate, "name") + "'");
            }
        }
    }

    /** The new spec with the stored value in each field that is allowed to change. */
    private static ObjectNode withoutAllowedChanges(ObjectNode spec, ObjectNode current) {
        ObjectNode rest = spec.deepCopy();
        for (String list : List.of("containers", "initContainers")) {
            List<ObjectNode> containers = objects(rest, list);
            for (int index = 0; index < containers.size(); index++) {
                keep(containers.get(index), objects(current, list).get(index), "image");
            }
        }
        keep(rest, current, "activeDeadlineSeconds");
        keep(rest, current, "schedulingGates");
        keep(rest, current, "tolerations");
        if (number(current, "terminationGracePeriodSeconds") < 0
                && number(rest, "terminationGracePeriodSeconds") == 1) {
            keep(rest, current, "terminationGracePeriodSeconds");
        }
        if (!objects(current, "schedulingGates").isEmpty()) {
            keep(rest, current, "nodeSelector");
            keep(rest, current, "affinity");
        }
        return rest;
    }
}
