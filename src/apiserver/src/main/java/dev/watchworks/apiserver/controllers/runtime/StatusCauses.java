package dev.watchworks.apiserver.controllers.runtime;

import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.meta.NestedFields;

/** The causes in the Status of a refused write: client-go's {@code apierrors.HasStatusCause}. */
public final class StatusCauses {
    private StatusCauses() {}

    /** Whether an object could not be created because its namespace is being deleted. */
    public static boolean isNamespaceTerminating(ApiException refused) {
        return NestedFields.objects(refused.status(), "details", "causes").stream()
                .anyMatch(cause -> NestedFields.text(cause, "reason").equals("NamespaceTerminating"));
    }
}
