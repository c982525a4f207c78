package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.storage.StoredObject;

/** POST of an object to its collection. */
record CreateHandler(GenericRegistry registry, ResponseWriter responses, BodyDecoder bodies) {

    ApiResponse handle(RequestScope scope) {
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "CreateOptions");
        BodyDecoder.DecodedObject body = bodies.decode(scope, options.fieldValidation());
        scope.checkNamespace(body.object());
        StoredObject created = registry.create(scope.type(), scope.namespace(), body.object(), options);
        return responses.object(
                scope,
                201,
                created,
                StrictDecodingErrors.withFirst(
                        scope.type().strategy().warnings(created.tree(), null), body.warnings()));
    }
}
