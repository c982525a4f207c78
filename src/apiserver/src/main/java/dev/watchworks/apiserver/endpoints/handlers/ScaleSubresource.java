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
import dev.watchworks.apiserver.meta.selector.LabelSelector;
import dev.watchworks.apiserver.registry.AppliedObject;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.WriteOptions;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** GET, PUT and PATCH of {@code /scale}. */
record ScaleSubresource(GenericRegistry registry, BodyDecoder bodies) {
    private static final String API_VERSION = "autoscaling/v1";

    ApiResponse get(RequestScope scope) {
        ObjectNode object =
                registry.get(scope.type(), scope.namespace(), scope.name()).tree();
        return ApiResponse.json(200, scaleOf(object));
    }

    ApiResponse update(RequestScope scope) {
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "UpdateOptions");
        ObjectNode scale = bodies.read(scope.request(), "Scale");
        String problem = typeError(scale);
        if (!problem.isEmpty()) {
            throw ApiErrors.cannotBeHandled("Scale", "v1", problem);
        }
        scope.checkName(scale);
        return write(scope, options, object -> scaled(object, scale));
    }

    ApiResponse patch(RequestScope scope) {
        if (ApplyConfiguration.isApply(scope.request())) {
            return apply(scope);
        }
        WriteOptions options = ParameterCodec.patchOptions(scope.request());
        Patch patcher = Patch.read(scope.request());
        return write(scope, options, object -> {
            ObjectNode patched =
                    patcher.apply(scaleOf(object), scope.type().schema().root().field("metadata"));
            String problem = typeError(patched);
            if (!problem.isEmpty()) {
                throw patcher.refused(patched, problem);
            }
            scope.checkName(patched);
            return scaled(object, patched);
        });
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
        return ApiResponse.json(200, scaleOf(scaled));
    }

    private static AppliedObject applied(RequestScope scope, ObjectNode current, String time, WriteOptions options) {
        ApplyConfiguration configuration = ApplyConfiguration.read(scope.request());
        ServerSideApply.ApplyResult merged = ServerSideApply.applyScale(
                scope.type(),
                current,
                scaleOf(current),
                configuration.object(),
                new FieldManager.Write(options.fieldManager(), Subresource.SCALE.path(), time),
                ParameterCodec.force(scope.request()));
        configuration.warnings(options.fieldValidation());
        scope.checkNamespace(merged.object());
        scope.checkName(merged.object());
        ObjectNode object = scaled(current, merged.object());
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
        return ApiResponse.json(200, scaleOf(scaled));
    }

    private static ObjectNode scaleOf(ObjectNode object) {
        ObjectNode scale = Json.object();
        scale.put("kind", "Scale");
        scale.put("apiVersion", API_VERSION);
        ObjectNode metadata = scale.putObject("metadata");
        for (String field : List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.path("metadata").get(field));
        }
        ObjectNode spec = scale.putObject("spec");
        NestedFields.putUnlessZero(
                spec, "replicas", object.path("spec").path("replicas").asInt());
        ObjectNode status = scale.putObject("status");
        status.put("replicas", object.path("status").path("replicas").asInt());
        LabelSelector selector = LabelSelector.of(object.path("spec").path("selector"));
        Json.putUnlessEmpty(status, "selector", selector.toString());
        return scale;
    }

    /** Sets the replicas and the resourceVersion of a Scale in its object; throws 422 for negative replicas. */
    private static ObjectNode scaled(ObjectNode object, ObjectNode scale) {
        JsonNode replicas = scale.path("spec").path("replicas");
        FieldErrors errors = new FieldErrors();
        errors.minimum("spec.replicas", replicas.asLong(), 0);
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(new StatusDetails("autoscaling", "Scale", ObjectMeta.name(object)), errors);
        }
        object.withObjectProperty("spec").put("replicas", replicas.asInt());
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
