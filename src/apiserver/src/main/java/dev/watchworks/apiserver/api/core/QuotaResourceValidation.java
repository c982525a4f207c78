package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Set;

/** The names and amounts that a quota may have (Kubernetes' {@code apis/core/helper}). */
final class QuotaResourceValidation {
    /** Resources that are counted. */
    private static final Set<String> COUNTED = Set.of(
            "pods",
            "services",
            "replicationcontrollers",
            "resourcequotas",
            "secrets",
            "configmaps",
            "persistentvolumeclaims",
            "services.nodeports",
            "services.loadbalancers");

    /** Resources that are measured. */
    private static final Set<String> MEASURED = Set.of(
            "cpu",
            "memory",
            "ephemeral-storage",
            "requests.cpu",
            "requests.memory",
            "requests.storage",
            "requests.ephemeral-storage",
            "limits.cpu",
            "limits.memory",
            "limits.ephemeral-storage");

    private QuotaResourceValidation() {}

    static void validate(String name, String amount, String field, FieldErrors errors) {
        List<String> wrong = NameSyntax.qualifiedErrors(name);
        errors.invalid(field, name, wrong);
        boolean isStandard = COUNTED.contains(name)
                || MEASURED.contains(name)
                || name.startsWith("hugepages-")
                || name.startsWith("requests.hugepages-");
        if (name.indexOf('/') < 0 && !isStandard) {
            if (wrong.isEmpty() && !name.equals("storage")) {
                errors.invalid(field, quoted(name), "must be a standard resource type or fully qualified");
            }
            errors.invalid(field, quoted(name), "must be a standard resource for quota");
        }
        Quantity quantity = Quantity.parse(amount);
        if (quantity.amount().signum() < 0) {
            errors.invalid(field, quoted(quantity.canonical()), "must be greater than or equal to 0");
        }
        if (COUNTED.contains(name) && quantity.amount().stripTrailingZeros().scale() > 0) {
            errors.invalid(field, quoted(quantity.canonical()), "must be an integer");
        }
    }
}
