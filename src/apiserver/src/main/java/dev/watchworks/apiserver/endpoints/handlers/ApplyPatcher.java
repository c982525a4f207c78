package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.DecodeException;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.fieldmanager.FieldManager;
import dev.watchworks.apiserver.fieldmanager.ServerSideApply;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.AppliedObject;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.registry.WriteResult;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** PATCH of an object or its status by server-side apply (apiserver's {@code handlers/patch.go}). */
record ApplyPatcher(GenericRegistry registry, ResponseWriter responses) {

    ApiResponse handle(RequestScope scope) {
        WriteOptions options = ParameterCodec.patchOptions(scope.request());
        AtomicReference<Map<String, String>> warnings = new AtomicReference<>(Map.of());
        WriteResult result = registry.apply(
                scope.type(),
                scope.namespace(),
                scope.name(),
                scope.subresource(),
                (current, time) -> apply(scope, current, time, options, warnings),
                options.dryRun());
        return responses.object(
                scope, result.isCreated() ? 201 : 200, result.object(), Objects.requireNonNull(warnings.get()));
    }

    private static AppliedObject apply(
            RequestScope scope,
            @Nullable ObjectNode current,
            String time,
            WriteOptions options,
            AtomicReference<Map<String, String>> warnings) {
        ResourceType type = scope.type();
        String uid = current == null ? "" : ObjectMeta.uid(current);
        ApplyConfiguration configuration = ApplyConfiguration.read(scope.request());
        FieldManager.Write write = new FieldManager.Write(
                options.fieldManager(), scope.subresource().path(), time);
        ServerSideApply.ApplyResult merged = ServerSideApply.apply(
                type,
                current == null ? type.schema().emptyObject() : current,
                configuration.object(),
                write,
                ParameterCodec.force(scope.request()));
        warnings.set(configuration.warnings(options.fieldValidation()));
        ObjectNode object = decode(type, merged.object());
        if (current == null && !ObjectMeta.uid(object).isEmpty()) {
            throw ApiErrors.conflict(
                    new StatusDetails(type.group(), type.plural(), scope.name()),
                    "uid mismatch: the provided object specified uid " + ObjectMeta.uid(object)
                            + ", and no existing object was found");
        }
        scope.checkNamespace(object);
        scope.checkName(object);
        if (current != null) {
            PatchHandler.checkUid(type, object, uid);
        }
        return new AppliedObject(object, merged.managedFields());
    }

    private static ObjectNode decode(ResourceType type, ObjectNode merged) {
        if (type.has(StrategyFlag.UNSTRUCTURED)) {
            // A real server does not remove nulls here, so that the schema refuses them.
            return merged;
        }
        try {
            return type.decode(merged).object();
        } catch (DecodeException refused) {
            String kind = (type.group().isEmpty() ? "/" : "") + type.apiVersion() + ", Kind=" + type.kind();
            // A real server converts the merged values one by one, so its message names no field.
            String why = String.valueOf(refused.getMessage())
                    .replaceFirst("Go struct field \\S+ of type", "Go value of type")
                    .replaceFirst("^illegal base64", "error decoding from json: illegal base64");
            throw ApiErrors.bare("failed to convert new object ("
                    + ObjectMeta.namespace(merged) + "/" + ObjectMeta.name(merged) + "; " + kind
                    + ") to proper version: unable to convert unstructured object to " + kind + ": " + why);
        }
    }
}
