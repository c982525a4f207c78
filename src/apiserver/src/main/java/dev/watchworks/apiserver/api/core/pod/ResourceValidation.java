package dev.watchworks.apiserver.api.core.pod;

import static dev.watchworks.apiserver.meta.NestedFields.quoted;

import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import dev.watchworks.apiserver.validation.NameSyntax;
import java.util.List;
import java.util.Set;

/** The names and amounts of resources that containers and quotas may have (Kubernetes' {@code apis/core/helper}). */
public final class ResourceValidation {
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

    private ResourceValidation() {}

    /** Checks a resource of a quota. */
    public static void validateForQuota(String name, String amount, String field, FieldErrors errors) {
        validateName(name, field, errors);
        if (name.indexOf('/') < 0 && !isStandardForQuota(name)) {
            errors.invalid(field, quoted(name), "must be a standard resource for quota");
        }
        validateAmount(Quantity.parse(amount), COUNTED.contains(name), field, errors);
    }

    private static boolean isStandardForQuota(String name) {
        return COUNTED.contains(name)
                || MEASURED.contains(name)
                || name.startsWith("hugepages-")
                || name.startsWith("requests.hugepages-");
    }

    /** Checks the name of a resource; returns whether its syntax is right. */
    static boolean validateName(String name, String field, FieldErrors errors) {
        List<String> wrong = NameSyntax.qualifiedErrors(name);
        errors.invalid(field, name, wrong);
        if (wrong.isEmpty() && name.indexOf('/') < 0 && !isStandardForQuota(name) && !name.equals("storage")) {
            errors.invalid(field, quoted(name), "must be a standard resource type or fully qualified");
        }
        return wrong.isEmpty();
    }

    static void validateAmount(Quantity amount, boolean isInteger, String field, FieldErrors errors) {
        if (amount.amount().signum() < 0) {
            errors.invalid(field, quoted(amount.canonical()), "must be greater than or equal to 0");
        }
        if (isInteger && amount.amount().stripTrailingZeros().scale() > 0) {
            errors.invalid(field, quoted(amount.canonical()), "must be an integer");
        }
    }
}
