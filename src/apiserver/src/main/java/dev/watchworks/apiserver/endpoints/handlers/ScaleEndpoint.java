package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.function.UnaryOperator;

/** GET, PUT and PATCH of {@code /scale}. */
record ScaleEndpoint(GenericStore registry, BodyDecoder bodies) {

    ApiResponse get(RequestScope scope) {
        ObjectNode object =
                registry.get(scope.type(), scope.namespace(), scope.name()).tree();
        return ApiResponse.json(200, ScaleConversion.of(object));
    }

    ApiResponse update(RequestScope scope) {
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "UpdateOptions");
        ObjectNode scale = bodies.read(scope.request(), "Scale");
        String problem = ScaleConversion.typeError(scale);
        if (!problem.isEmpty()) {
            throw ApiErrors.cannotBeHandled("Scale", "v1", problem);
        }
        RequestIdentity.check(scope, scale);
        return write(scope, options, object -> ScaleConversion.scaled(object, scale));
    }

    ApiResponse patch(RequestScope scope) {
        WriteOptions options = ParameterCodec.patchOptions(scope.request());
        Patcher patcher = Patcher.read(scope.request());
        return write(scope, options, object -> {
            ObjectNode patched = patcher.apply(
                    ScaleConversion.of(object), scope.type().schema().root().field("metadata"));
            String problem = ScaleConversion.typeError(patched);
            if (!problem.isEmpty()) {
                throw patcher.refused(patched, problem);
            }
            RequestIdentity.check(scope, patched);
            return ScaleConversion.scaled(object, patched);
        });
    }

    private ApiResponse write(RequestScope scope, WriteOptions options, UnaryOperator<ObjectNode> change) {
        ObjectNode scaled = registry.guaranteedUpdate(
                        scope.type(),
                        scope.namespace(),
                        scope.name(),
                        Subresource.SCALE,
                        current -> scope.type().decode(change.apply(current)).object(),
                        options)
                .object()
                .tree();
        return ApiResponse.json(200, ScaleConversion.of(scaled));
    }
}
