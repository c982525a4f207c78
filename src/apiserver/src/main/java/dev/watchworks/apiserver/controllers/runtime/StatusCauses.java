package dev.watchworks.apiserver.controllers.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.errors.ApiException;

/** Why the API refused a loop's write. */
public final class StatusCauses {
    private static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

    private StatusCauses() {}

    /** Whether nothing can be created any more because the namespace is being deleted: a loop then leaves it alone. */
    public static boolean namespaceEnds(ApiException refused) {
        for (JsonNode cause : refused.status().path("details").path("causes")) {
            if (cause.path("reason").asText().equals(NAMESPACE_TERMINATING)) {
                return true;
            }
        }
        return false;
    }
}
