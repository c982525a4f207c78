package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import java.util.Map;
import java.util.Set;

/** Checks the resources of a container. */
final class ResourceRequirementsValidation {
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");

    private ResourceRequirementsValidation() {}

    static void validate(JsonNode resources, String field, FieldErrors errors) {
        JsonNode limits = resources.path("limits");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            validateOne(
                    limit.getKey(), Quantity.of(limit.getValue()), field + ".limits[" + limit.getKey() + "]", errors);
        }
        for (Map.Entry<String, JsonNode> request : resources.path("requests").properties()) {
            String name = request.getKey();
            Quantity amount = Quantity.of(request.getValue());
            validateOne(name, amount, field + ".requests[" + name + "]", errors);
            if (limits.has(name)) {
                compare(name, amount, Quantity.of(limits.path(name)), field + ".requests", errors);
            } else if (!isOvercommitAllowed(name)) {
                errors.required(field + ".limits", "Limit must be set for non overcommitable resources");
            }
        }
    }

    private static void validateOne(String name, Quantity amount, String field, FieldErrors errors) {
        boolean isQualified = ResourceValidation.validateName(name, field, errors);
        if (isQualified && isOvercommitAllowed(name) && !OF_CONTAINERS.contains(name)) {
            errors.invalid(field, quoted(name), "must be a standard resource for containers");
        }
        ResourceValidation.validateAmount(amount, !isOvercommitAllowed(name), field, errors);
    }

    private static void compare(String name, Quantity request, Quantity limit, String field, FieldErrors errors) {
        int order = request.compareTo(limit);
        String tail = name + " limit of " + limit.canonical();
        if (order != 0 && !isOvercommitAllowed(name)) {
            errors.invalid(field, quoted(request.canonical()), "must be equal to " + tail);
        } else if (order > 0) {
            errors.invalid(field, quoted(request.canonical()), "must be less than or equal to " + tail);
        }
    }

    /** Whether the limits of pods may exceed what a node has. */
    private static boolean isOvercommitAllowed(String name) {
        return name.indexOf('/') < 0 && !name.startsWith("hugepages-");
    }
}
