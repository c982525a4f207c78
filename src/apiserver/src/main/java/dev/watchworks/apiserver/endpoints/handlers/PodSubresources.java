package dev.watchworks.apiserver.endpoints.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.errors.StatusSubject;
import dev.watchworks.apiserver.errors.StatusWriter;
import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.meta.NestedFields;
import dev.watchworks.apiserver.meta.ObjectMeta;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.WriteOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The subresources of pods: binding, eviction, log. */
record PodSubresources(GenericStore registry, BodyDecoder bodies, Function<ObjectNode, String> log) {

    ApiResponse bind(RequestScope scope) {
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "CreateOptions");
        ObjectNode binding = body(scope, "Binding");
        JsonNode target = binding.path("target");
        FieldErrors errors = new FieldErrors();
        String kind = target.path("kind").asText();
        if (!kind.isEmpty() && !kind.equals("Node")) {
            errors.notSupported("target.kind", GoFormat.quoted(kind), List.of("Node", "<empty>"));
        }
        if (target.path("name").asText().isEmpty()) {
            errors.required("target.name", "");
        }
        if (!errors.isEmpty()) {
            throw ApiErrors.invalid(new StatusSubject("", "Binding", scope.name()), errors);
        }
        registry.bind(scope.namespace(), scope.name(), target.path("name").asText(), options);
        return ApiResponse.json(201, StatusWriter.success(201));
    }

    ApiResponse evict(RequestScope scope) {
        WriteOptions options = ParameterCodec.writeOptions(scope.request(), "CreateOptions");
        ObjectNode eviction = body(scope, "Eviction");
        registry.delete(
                scope.type(),
                scope.namespace(),
                scope.name(),
                DeleteRequest.options(eviction.path("deleteOptions"), new FieldErrors()),
                options.dryRun());
        return ApiResponse.json(201, StatusWriter.success(201));
    }

    private ObjectNode body(RequestScope scope, String kind) {
        ObjectNode body = bodies.read(scope.request(), kind);
        if (!ObjectMeta.name(body).equals(scope.name())) {
            throw ApiErrors.badRequest("name in URL does not match name in " + kind + " object");
        }
        return body;
    }

    ApiResponse log(RequestScope scope) {
        ObjectNode pod =
                registry.get(scope.type(), scope.namespace(), scope.name()).tree();
        String container = container(scope, pod);
        JsonNode status = pod.path("status");
        for (JsonNode candidate : status.path("containerStatuses")) {
            JsonNode waiting = candidate.path("state").path("waiting");
            if (candidate.path("name").asText().equals(container) && !waiting.isMissingNode()) {
                throw ApiErrors.badRequest("container \"" + container + "\" in pod \"" + scope.name()
                        + "\" is waiting to start: "
                        + waiting.path("reason").asText());
            }
        }
        String text = status.path("containerStatuses").isEmpty() ? "" : tail(log.apply(pod), scope.request());
        return new ApiResponse.Whole(200, "text/plain", Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String container(RequestScope scope, ObjectNode pod) {
        List<String> names = names(pod, "containers");
        String requested = scope.request().parameter("container");
        if (requested.isEmpty() && names.size() == 1) {
            return names.get(0);
        }
        if (requested.isEmpty()) {
            throw ApiErrors.badRequest("a container name must be specified for pod " + scope.name()
                    + ", choose one of: [" + String.join(" ", names) + "]");
        }
        if (!names.contains(requested) && !names(pod, "initContainers").contains(requested)) {
            throw ApiErrors.badRequest("container " + requested + " is not valid for pod " + scope.name());
        }
        return requested;
    }

    private static List<String> names(ObjectNode pod, String list) {
        return NestedFields.objects(pod, "spec", list).stream()
                .map(container -> container.path("name").asText())
                .toList();
    }

    private static String tail(String text, ApiRequest request) {
        Long lines = request.info().query().number("tailLines");
        if (lines == null) {
            return text;
        }
        List<String> all = text.lines().toList();
        List<String> shown = all.subList((int) Math.max(0, all.size() - lines), all.size());
        return shown.isEmpty() ? "" : String.join("\n", shown) + "\n";
    }
}
