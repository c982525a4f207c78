package dev.watchworks.apiserver.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.json.Json;
import dev.watchworks.apiserver.kind.ResourceType;
import java.util.List;

/** The OpenAPI v3 document of one group and version. */
final class GroupVersionDocument {
    private final String root;

    /** @param root such as {@code /apis/apps/v1/} */
    GroupVersionDocument(String root) {
        this.root = root;
    }

    ObjectNode write(List<ResourceType> types) {
        ObjectNode document = Json.object();
        document.put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "1.34");
        ObjectNode paths = document.putObject("paths");
        for (ResourceType type : types) {
            String collection = root + (type.namespaced() ? "namespaces/{namespace}/" : "") + type.plural();
            collection(type, paths.putObject(collection));
            item(type, paths.putObject(collection + "/{name}"));
        }
        document.putObject("components").putObject("schemas");
        return document;
    }

    private static void collection(ResourceType type, ObjectNode path) {
        parameters(type, path, false);
        operation(type, path, "get", "list", List.of());
        operation(type, path, "post", "post", List.of("application/json", "application/vnd.kubernetes.protobuf"));
    }

    private static void item(ResourceType type, ObjectNode path) {
        parameters(type, path, true);
        operation(type, path, "get", "get", List.of());
        operation(type, path, "put", "put", List.of("application/json", "application/vnd.kubernetes.protobuf"));
        operation(type, path, "delete", "delete", List.of());
        // A strategic merge patch is not declared: a client takes it as a promise of schemas to merge by.
        operation(type, path, "patch", "patch", List.of("application/json-patch+json", "application/merge-patch+json"));
    }

    private static void parameters(ResourceType type, ObjectNode path, boolean isItem) {
        ArrayNode parameters = path.putArray("parameters");
        if (isItem) {
            parameter(parameters, "name", "path", "string").put("required", true);
        }
        if (type.namespaced()) {
            parameter(parameters, "namespace", "path", "string").put("required", true);
        }
    }

    private static void operation(
            ResourceType type, ObjectNode path, String method, String action, List<String> bodyTypes) {
        ObjectNode operation = path.putObject(method);
        if (!bodyTypes.isEmpty()) {
            ArrayNode parameters = operation.putArray("parameters");
            List.of("dryRun", "fieldManager", "fieldValidation")
                    .forEach(name -> parameter(parameters, name, "query", "string"));
            ObjectNode content = operation.putObject("requestBody").putObject("content");
            bodyTypes.forEach(mediaType ->
                    content.putObject(mediaType).putObject("schema").put("type", "object"));
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
        operation.put("x-kubernetes-action", action);
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
    }

    private static ObjectNode parameter(ArrayNode parameters, String name, String in, String type) {
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        parameter.putObject("schema").put("type", type).put("uniqueItems", true);
        return parameter;
    }
}
