package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.registry.GenericRegistry;
import java.util.Map;

/** GET of one object. */
record GetHandler(GenericRegistry registry, ResponseWriter responses) {

    ApiResponse handle(RequestScope scope) {
        return responses.object(scope, 200, registry.get(scope.type(), scope.namespace(), scope.name()), Map.of());
    }
}
