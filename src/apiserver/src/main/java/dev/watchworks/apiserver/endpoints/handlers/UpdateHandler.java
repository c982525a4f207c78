package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import dev.watchworks.apiserver.storage.StoredObject;
import java.util.List;

/** PUT of an object, its status or a namespace's finalizers. */
record UpdateHandler(GenericRegistry registry, ResponseWriter responses, BodyDecoder bodies) {

    ApiResponse handle(RequestScope scope) {
        ResourceType type = scope.type();
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "UpdateOptions");
        BodyDecoder.DecodedObject body = bodies.decode(scope, options.fieldValidation());
        scope.checkName(body.object());
        ObjectNode before = registry.find(type, scope.namespace(), scope.name());
        try {
            StoredObject updated = registry.update(
                            type, scope.namespace(), scope.name(), scope.subresource(), body.object(), options)
                    .object();
            List<String> warnings = before == null ? List.of() : type.strategy().warnings(updated.tree(), before);
            return responses.object(scope, 200, updated, StrictDecodingErrors.withFirst(warnings, body.warnings()));
        } catch (ApiException failure) {
            boolean creates = type.has(StrategyFlag.ALLOWS_CREATE_ON_UPDATE) && scope.subresource() == Subresource.NONE;
            if (failure.code() != 404 || !creates) {
                throw failure;
            }
            StoredObject created = registry.create(type, scope.namespace(), body.object(), options);
            return responses.object(scope, 201, created, body.warnings());
        }
    }
}
