package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.meta.ObjectMeta;

/** Compares the name and namespace in a body with those in the path. */
final class RequestIdentity {
    private RequestIdentity() {}

    /** Throws 400 when the body has another name or namespace than the path, or no name. */
    static void check(RequestScope scope, ObjectNode body) {
        String name = ObjectMeta.name(body);
        if (name.isEmpty()) {
            throw ApiErrors.badRequest("the name of the object (" + scope.name()
                    + " based on URL) was undeterminable: name must be provided");
        }
        if (!name.equals(scope.name())) {
            throw ApiErrors.badRequest(
                    "the name of the object (" + name + ") does not match the name on the URL (" + scope.name() + ")");
        }
        checkNamespace(scope, body);
    }

    /** Throws 400 when the body names another namespace than the path. */
    static void checkNamespace(RequestScope scope, ObjectNode body) {
        String namespace = ObjectMeta.namespace(body);
        if (scope.type().namespaced() && !namespace.isEmpty() && !namespace.equals(scope.namespace())) {
            throw ApiErrors.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
    }
}
