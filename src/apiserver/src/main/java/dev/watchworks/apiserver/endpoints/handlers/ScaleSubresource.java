package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.fieldmanager.FieldManager;
import dev.watchworks.apiserver.fieldmanager.ServerSideApply;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.AppliedObject;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ScalePaths;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** GET, PUT and PATCH of {@code /scale}. */
record ScaleSubresource(GenericRegistry registry, BodyDecoder bodies) {
    private static final String API_VERSION = "autoscaling/v1";

    ApiResponse get(RequestScope scope) {
        ResourceType type = scope.type();
        ObjectNode object = type.fromStorage(registry.get(type, scope.namespace(), scope.name()))
                .tree();
        ScalePaths paths = type.strategy().scalePaths();
        if (isCustom(scope) && ScalePaths.at(object, paths.specReplicas()).isMissingNode()) {
            throw ApiErrors.internal("the spec replicas field " + fieldOf(paths) + " does not exist");
        }
        return ApiResponse.json(200, scaleOf(scope, object));
    }

    private static boolean isCustom(RequestScope scope) {
        return scope.type().has(StrategyFlag.UNSTRUCTURED);
    }

    private static String fieldOf(ScalePaths paths) {
        return "\"." + String.join(".", paths.specReplicas()) + '"';
    }

    ApiResponse update(RequestScope scope) {
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "UpdateOptions");
        ObjectNode scale = bodies.read(scope.request(), "Scale");
        String problem = typeError(scale);
        if (!problem.isEmpty()) {
            throw ApiErrors.cannotBeHandled("Scale", "v1", problem);
        }
        scope.checkName(scale);
        return write(scope, options, object -> scaled(scope, object, scale));
    }

    ApiResponse patch(RequestScope scope) {
        if (ApplyConfiguration.isApply(scope.request())) {
            return apply(scope);
        }
        WriteOptions options = ParameterCodec.patchOptions(scope.request());
        Patch patcher = Patch.read(scope);
        return write(scope, options, object -> {
            ObjectNode patched = patcher.apply(
                    scaleOf(scope, object), scope.type().schema().root().field("metadata"));
            String problem = typeError(patched);
            if (!problem.isEmpty()) {
                throw patcher.refused(patched, problem);
            }
            scope.checkName(patched);
            requireReplicas(scope, object, patched);
            return scaled(scope, object, patched);
        });
    }

    /** Throws 400 when a patched Scale of a custom object has no replicas, because the object has none. */
    private static void requireReplicas(RequestScope scope, ObjectNode object, ObjectNode scale) {
        ScalePaths paths = scope.type().strategy().scalePaths();
        if (isCustom(scope)
                && !scale.path("spec").has("replicas")
                && ScalePaths.at(object, paths.specReplicas()).isMissingNode()) {
            throw ApiErrors.badRequest("the spec replicas field " + fieldOf(paths) + " cannot be empty");
        }
    }

    private ApiResponse apply(RequestScope scope) {
        WriteOptions options = ParameterCodec.patchOptions(scope.request());
        ObjectNode scaled = registry.apply(
                        scope.type(),
                        scope.namespace(),
                        scope.name(),
                        Subresource.SCALE,
                        (current, time) -> applied(scope, Objects.requireNonNull(current), time, options),
                        options.dryRun())
                .object()
                .tree();
        return ApiResponse.json(200, scaleOf(scope, scaled));
    }

    private static AppliedObject applied(RequestScope scope, ObjectNode current, String time, WriteOptions options) {
        ApplyConfiguration configuration = ApplyConfiguration.read(scope.request());
        ServerSideApply.ApplyResult merged = ServerSideApply.applyScale(
                scope.type(),
                current,
                scaleOf(scope, current),
                configuration.object(),
                new FieldManager.Write(options.fieldManager(), Subresource.SCALE.path(), time),
                ParameterCodec.force(scope.request()));
        configuration.warnings(options.fieldValidation());
        scope.checkNamespace(merged.object());
        scope.checkName(merged.object());
        ObjectNode object = scaled(scope, current, merged.object());
        if (isCustom(scope)) {
            // A real server fails here for every custom kind.
            throw ApiErrors.bare("failed to convert new object (" + scope.namespace() + "/" + scope.name()
                    + "; autoscaling/v1, Kind=Scale) to proper version: request to convert CR to an invalid group/version:"
                    + " autoscaling/v1");
        }
        return new AppliedObject(scope.type().decode(object).object(), merged.managedFields());
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
        return ApiResponse.json(200, scaleOf(scope, scaled));
    }

    private static ObjectNode scaleOf(RequestScope scope, ObjectNode object) {
        ScalePaths paths = scope.type().strategy().scalePaths();
        ObjectNode scale = Json.object();
        scale.put("kind", "Scale");
        scale.put("apiVersion", API_VERSION);
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.path("metadata").get(field));
        }
        ObjectNode spec = scale.putObject("spec");
        NestedFields.putUnlessZero(
                spec, "replicas", ScalePaths.at(object, paths.specReplicas()).asInt());
        ObjectNode status = scale.putObject("status");
        status.put("replicas", ScalePaths.at(object, paths.statusReplicas()).asInt());
        Json.putUnlessEmpty(status, "selector", paths.selectorOf(object));
        return scale;
    }

    /** Sets the replicas and the resourceVersion of a Scale in its object; throws 422 for negative replicas. */
    private static ObjectNode scaled(RequestScope scope, ObjectNode object, ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        FieldErrors errors = new FieldErrors();
        if (!isCustom(scope)) {
            errors.minimum("spec.replicas", replicas.asLong(), 0);
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(new StatusDetails("autoscaling", "Scale", ObjectMeta.name(object)), errors);
        }
        scope.type().strategy().scalePaths().setReplicas(object, replicas.asInt());
        NestedFields.keep(object.withObjectProperty("metadata"), scale.path("metadata"), "resourceVersion");
        return object;
    }

    /** The error in a Scale's types, or the empty string. */
    private static String typeError(ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        if (!replicas.isMissingNode() && !replicas.isNull() && !replicas.canConvertToInt()) {
            return "json: cannot unmarshal "
                    + (replicas.isNumber() ? "number " + replicas.asText() : GoFormat.jsonType(replicas))
                    + " into Go struct field ScaleSpec.spec.replicas of type int32";
        }
        String kind = scale.path("kind").asText("Scale");
        String version = scale.path("apiVersion").asText(API_VERSION);
        boolean isScale = kind.equals("Scale") && version.equals(API_VERSION);
        return isScale ? "" : BodyDecoder.notRegistered(kind, version);
    }
}
