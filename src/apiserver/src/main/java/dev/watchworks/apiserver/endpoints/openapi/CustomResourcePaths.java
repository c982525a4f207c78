package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The operations of a custom kind in OpenAPI v3 ({@code controller/openapi/builder/builder.go}). */
final class CustomResourcePaths {
    static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    static final String SCALE = "io.k8s.api.autoscaling.v1.Scale";

    private static final Map<String, String> TYPES = Map.of(
            "allowWatchBookmarks", "boolean",
            "force", "boolean",
            "gracePeriodSeconds", "integer",
            "ignoreStoreReadErrorWithClusterBreakingPotential", "boolean",
            "limit", "integer",
            "orphanDependents", "boolean",
            "sendInitialEvents", "boolean",
            "timeoutSeconds", "integer",
            "watch", "boolean");
    private static final List<String> LIST_OPTIONS = List.of(
            "allowWatchBookmarks",
            "continue",
            "fieldSelector",
            "labelSelector",
            "limit",
            "resourceVersion",
            "resourceVersionMatch",
            "sendInitialEvents",
            "timeoutSeconds",
            "watch");
    private static final List<String> WRITE_OPTIONS = List.of("dryRun", "fieldManager", "fieldValidation");
    private static final List<String> PATCH_OPTIONS = List.of("dryRun", "fieldManager", "fieldValidation", "force");
    private static final List<String> DELETE_OPTIONS = List.of(
            "dryRun",
            "gracePeriodSeconds",
            "ignoreStoreReadErrorWithClusterBreakingPotential",
            "orphanDependents",
            "propagationPolicy");
    private static final List<String> BODIES = List.of("application/json", "application/yaml");
    private static final List<String> PATCHES =
            List.of("application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json");

    private final ResourceType type;
    private final ObjectNode paths;
    private final String kind;
    private final String scope;

    private CustomResourcePaths(ResourceType type, ObjectNode paths) {
        this.type = type;
        this.paths = paths;
        kind = schemaName(type, type.kind());
        scope = type.namespaced() ? "Namespaced" : "";
    }

    /** Adds the paths of a kind. */
    static void add(ResourceType type, ObjectNode paths) {
        new CustomResourcePaths(type, paths).addAll();
    }

    /** The name of a kind's schema, such as {@code com.example.stable.v1.CronTab}. */
    static String schemaName(ResourceType type, String kind) {
        StringBuilder name = new StringBuilder();
        for (String part : type.group().split("\\.")) {
            name.insert(0, part + ".");
        }
        return name + type.version() + "." + kind;
    }

    private void addAll() {
        String root = "/apis/" + type.apiVersion() + "/";
        String collection = root + type.plural();
        if (type.namespaced()) {
            ObjectNode everywhere = paths.putObject(collection);
            operation(everywhere, "get", "list", "list", "", type.kind() + "ForAllNamespaces", List.of());
            parameters(everywhere.putArray("parameters"), "", LIST_OPTIONS, true);
            collection = root + "namespaces/{namespace}/" + type.plural();
        }
        ObjectNode path = paths.putObject(collection);
        operation(path, "get", "list", "list", scope, type.kind(), LIST_OPTIONS);
        operation(path, "post", "post", "create", scope, type.kind(), WRITE_OPTIONS);
        operation(path, "delete", "deletecollection", "deleteCollection", scope, type.kind(), LIST_OPTIONS);
        parameters(path.putArray("parameters"), pathParameters(false), List.of(), true);
        object(collection + "/{name}", kind, "");
        if (type.subresources().contains(Subresource.SCALE)) {
            object(collection + "/{name}/scale", SCALE, "Scale");
        }
        if (type.subresources().contains(Subresource.STATUS)) {
            object(collection + "/{name}/status", kind, "Status");
        }
    }

    private void object(String place, String schema, String suffix) {
        ObjectNode path = paths.putObject(place);
        String name = type.kind() + suffix;
        ObjectNode get = operation(path, "get", "get", "read", scope, name, List.of("resourceVersion"));
        ObjectNode put = operation(path, "put", "put", "replace", scope, name, WRITE_OPTIONS);
        if (suffix.isEmpty()) {
            operation(path, "delete", "delete", "delete", scope, name, DELETE_OPTIONS);
        }
        ObjectNode patch = operation(path, "patch", "patch", "patch", scope, name, PATCH_OPTIONS);
        if (schema.equals(SCALE)) {
            content(put.putObject("requestBody"), BODIES, SCALE).put("required", true);
            List.of(get, put, patch).forEach(each -> responses(each, SCALE));
        }
        parameters(path.putArray("parameters"), pathParameters(true), List.of(), true);
    }

    private String pathParameters(boolean named) {
        return (named ? "name " : "") + (type.namespaced() ? "namespace" : "");
    }

    private ObjectNode operation(
            ObjectNode path,
            String method,
            String action,
            String verb,
            String scoped,
            String name,
            List<String> options) {
        ObjectNode operation = path.putObject(method);
        String identity = identity();
        operation
                .putArray("tags")
                .add(identity.substring(0, 1).toLowerCase(Locale.ROOT) + identity.substring(1) + "_" + type.version());
        operation.put("operationId", operationId(verb, identity, scoped + name));
        if (!options.isEmpty()) {
            parameters(operation.putArray("parameters"), "", options, false);
        }
        switch (action) {
            case "post", "put" ->
                content(operation.putObject("requestBody"), BODIES, kind).put("required", true);
            case "patch" ->
                content(operation.putObject("requestBody"), PATCHES, META + "Patch")
                        .put("required", true);
            case "delete" -> content(operation.putObject("requestBody"), BODIES, META + "DeleteOptions");
            default -> {}
        }
        String response = switch (action) {
            case "list" -> schemaName(type, type.listKind());
            case "delete", "deletecollection" -> META + "Status";
            default -> kind;
        };
        ObjectNode responses = operation.putObject("responses");
        content(responses.putObject("200").put("description", "OK"), BODIES, response);
        if (action.equals("post") || action.equals("put")) {
            content(responses.putObject("201").put("description", "Created"), BODIES, response);
        }
        if (action.equals("post") || action.equals("delete")) {
            content(responses.putObject("202").put("description", "Accepted"), BODIES, response);
        }
        responses.putObject("401").put("description", "Unauthorized");
        operation.put("x-kubernetes-action", action);
        operation
                .putObject("x-kubernetes-group-version-kind")
                .put("group", type.group())
                .put("version", type.version())
                .put("kind", type.kind());
        return operation;
    }

    private String operationId(String verb, String identity, String name) {
        String version = type.version().substring(0, 1).toUpperCase(Locale.ROOT)
                + type.version().substring(1);
        return verb.equals("deleteCollection")
                ? "delete" + identity + version + "Collection" + name
                : verb + identity + version + name;
    }

    /** The group in names, such as {@code StableExampleCom}. */
    private String identity() {
        StringBuilder name = new StringBuilder();
        for (String part : type.group().split("[.-]")) {
            name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return name.toString();
    }

    private static void responses(ObjectNode operation, String schema) {
        operation.path("responses").forEach(response -> {
            if (response.has("content")) {
                content((ObjectNode) response, BODIES, schema);
            }
        });
    }

    private static ObjectNode content(ObjectNode body, List<String> mediaTypes, String schema) {
        ObjectNode content = body.putObject("content");
        mediaTypes.forEach(mediaType ->
                content.putObject(mediaType).putObject("schema").put("$ref", CustomResourceDocument.reference(schema)));
        return body;
    }

    private static void parameters(ArrayNode list, String inPath, List<String> options, boolean pretty) {
        for (String name : inPath.isBlank() ? new String[0] : inPath.trim().split(" ")) {
            list.addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", schema("string"));
        }
        for (String name : options) {
            list.addObject()
                    .put("name", name)
                    .put("in", "query")
                    .set("schema", schema(TYPES.getOrDefault(name, "string")));
            if (pretty && name.equals("limit")) {
                list.addObject().put("name", "pretty").put("in", "query").set("schema", schema("string"));
            }
        }
        if (pretty && !options.contains("limit")) {
            list.addObject().put("name", "pretty").put("in", "query").set("schema", schema("string"));
        }
    }

    private static ObjectNode schema(String type) {
        return Json.object().put("type", type).put("uniqueItems", true);
    }
}
