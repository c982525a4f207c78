package dev.watchworks.apiserver.endpoints.filters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.errors.StatusWriter;
import java.util.Map;

/** 403 with RBAC's message ({@code endpoints/handlers/responsewriters/errors.go}). */
final class ForbiddenResponse {
    private static final String ANONYMOUS = "system:anonymous";

    private ForbiddenResponse() {}

    /** The response to a request that an anonymous user may not send. */
    static ApiResponse.Whole of(RequestInfo info) {
        String message = "forbidden: User \"" + ANONYMOUS + "\" cannot " + info.verb() + " ";
        ObjectNode details = Json.object();
        if (info.isResourceRequest()) {
            StatusSubject subject = new StatusSubject(info.apiGroup(), info.resource(), info.name());
            String name = info.name().isEmpty() ? "" : " \"" + info.name() + '"';
            message = subject.qualified() + name + " is " + message + resource(info);
            details = StatusWriter.details(subject);
        } else {
            message += "path \"" + info.path() + '"';
        }
        ObjectNode status = StatusWriter.failure(403, "Forbidden", message, details);
        return new ApiResponse.Whole(
                403, ApiResponse.JSON, Map.of("X-Content-Type-Options", "nosniff"), Json.write(status));
    }

    private static String resource(RequestInfo info) {
        String subresource = info.subresource().isEmpty() ? "" : "/" + info.subresource();
        String scope =
                info.namespace().isEmpty() ? "at the cluster scope" : "in the namespace \"" + info.namespace() + '"';
        return "resource \"" + info.resource() + subresource + "\" in API group \"" + info.apiGroup() + "\" " + scope;
    }
}
