package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the resources of a container. */
final class ResourceRequirementsValidation {
    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "memory", "ephemeral-storage");
    private static final Set<String> STANDARD = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "storage",
            "pods",
            "services",
            "secrets",
            "configmaps",
            "requests.cpu",
            "requests.memory",
            "limits.cpu",
            "limits.memory");

    private ResourceRequirementsValidation() {}

    static void validate(JsonNode resources, String field, FieldErrors errors) {
        JsonNode limits = resources.path("limits");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            validateOne(limit.getKey(), amount(limit.getValue()), field + ".limits[" + limit.getKey() + "]", errors);
        }
        for (Map.Entry<String, JsonNode> request : resources.path("requests").properties()) {
            String name = request.getKey();
            Quantity amount = amount(request.getValue());
            validateOne(name, amount, field + ".requests[" + name + "]", errors);
            if (limits.has(name)) {
                compare(name, amount, amount(limits.path(name)), field + ".requests", errors);
            } else if (!isOvercommitAllowed(name)) {
                errors.required(field + ".limits", "Limit must be set for non overcommitable resources");
            }
        }
    }

    private static void validateOne(String name, Quantity amount, String field, FieldErrors errors) {
        List<String> wrong = NameSyntax.qualifiedErrors(name);
        errors.invalid(field, name, wrong);
        if (wrong.isEmpty() && name.indexOf('/') < 0 && !name.startsWith("hugepages-")) {
            if (!STANDARD.contains(name)) {
                errors.invalid(field, quoted(name), "must be a standard resource type or fully qualified");
            }
            if (!OF_CONTAINERS.contains(name)) {
                errors.invalid(field, quoted(name), "must be a standard resource for containers");
            }
        }
        if (amount.amount().signum() < 0) {
            errors.invalid(field, quoted(amount.canonical()), "must be greater than or equal to 0");
        }
        if (!isOvercommitAllowed(name) && amount.amount().stripTrailingZeros().scale() > 0) {
            errors.invalid(field, quoted(amount.canonical()), "must be an integer");
        }
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

    private static Quantity amount(JsonNode value) {
        return Quantity.parse(value.asText());
    }
}
