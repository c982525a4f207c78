package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.registry.WriteResult;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** PATCH of an object or its status. */
record PatchHandler(GenericRegistry registry, ResponseWriter responses, BodyDecoder bodies) {

    ApiResponse handle(RequestScope scope) {
        if (ApplyConfiguration.isApply(scope.request())) {
            return new ApplyPatcher(registry, responses).handle(scope);
        }
        ResourceType type = scope.type();
        WriteOptions options = ParameterCodec.patchOptions(scope.request());
        Patch patcher = Patch.read(scope);
        AtomicReference<Map<String, String>> warnings = new AtomicReference<>(Map.of());
        WriteResult result = registry.guaranteedUpdate(
                type,
                scope.namespace(),
                scope.name(),
                scope.subresource(),
                current -> {
                    String uid = ObjectMeta.uid(current);
                    ObjectNode stored = current.deepCopy();
                    ObjectNode patched = patcher.apply(current, type.schema().root());
                    ObjectSchema.Decoded decoded = decode(patcher, patched, type);
                    scope.checkName(decoded.object());
                    checkUid(type, decoded.object(), uid);
                    warnings.set(StrictDecodingErrors.withFirst(
                            type.strategy().warnings(decoded.object(), stored),
                            StrictDecodingErrors.warnings(
                                    patcher.duplicateFields(),
                                    decoded.unknownFields(),
                                    options.fieldValidation(),
                                    why -> patcher.refused(patched, why))));
                    return decoded.object();
                },
                options);
        return responses.object(scope, 200, result.object(), Objects.requireNonNull(warnings.get()));
    }

    private ObjectSchema.Decoded decode(Patch patcher, ObjectNode patched, ResourceType type) {
        if (type.has(StrategyFlag.UNSTRUCTURED)) {
            UnstructuredTypeMeta.validate(type, patched);
        }
        String problem = bodies.kindProblem(patched, type);
        if (!problem.isEmpty()) {
            throw patcher.refused(patched, problem);
        }
        try {
            return type.decode(patched);
        } catch (DecodeException refused) {
            throw patcher.refused(patched, String.valueOf(refused.getMessage()));
        }
    }

    static void checkUid(ResourceType type, ObjectNode patched, String uid) {
        String now = ObjectMeta.uid(patched);
        if (!now.isEmpty() && !now.equals(uid)) {
            FieldErrors errors = new FieldErrors();
            // Twice, as in a real server's response.
            errors.invalid("metadata.uid", now, List.of("field is immutable", "field is immutable"));
            throw ApiErrors.invalid(new StatusDetails(type.group(), type.kind(), ObjectMeta.name(patched)), errors);
        }
    }
}
