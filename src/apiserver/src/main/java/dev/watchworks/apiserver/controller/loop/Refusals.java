package dev.watchworks.apiserver.controller.loop;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.status.ApiException;

/** Why the API refused a loop's write. */
public final class Refusals {
    private static final String NAMESPACE_TERMINATING = "NamespaceTerminating";

    private Refusals() {}

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
