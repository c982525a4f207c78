package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.errors.StatusWriter;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteResult;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import java.util.Map;

/** DELETE of one object. */
record DeleteHandler(GenericRegistry registry, ResponseWriter responses) {

    ApiResponse handle(RequestScope scope) {
        DeleteRequest delete = DeleteRequest.of(scope.request());
        ResourceType type = scope.type();
        WriteResult result = registry.delete(type, scope.namespace(), scope.name(), delete.options(), delete.dryRun());
        boolean isRemoved = result.isRemoved();
        if (isRemoved && !type.has(StrategyFlag.RETURNS_DELETED_OBJECT)) {
            StatusDetails subject = new StatusDetails(type.group(), type.plural(), scope.name());
            return ApiResponse.json(
                    200,
                    StatusWriter.success(subject, ObjectMeta.uid(result.object().tree())));
        }
        return responses.object(scope, !isRemoved && delete.waits() ? 202 : 200, result.object(), Map.of());
    }
}
