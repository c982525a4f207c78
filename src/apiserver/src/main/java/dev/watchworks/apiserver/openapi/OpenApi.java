package dev.watchworks.apiserver.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.json.Json;
import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.rest.ApiRequest;
import dev.watchworks.apiserver.rest.ApiResponse;
import dev.watchworks.apiserver.status.ApiErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code /openapi/v3} and its documents, one a group and version: paths, verbs and query parameters, without
 * the schemas of objects, so that clients that want those fall back to the types they were built with.
 */
public final class OpenApi {
    private static final String INDEX = "/openapi/v3";
    private static final String JSON = "application/json";

    private final Map<String, List<ResourceType>> typesByPath = new LinkedHashMap<>();

    /** Documents the kinds of a table. */
    public OpenApi(List<ResourceType> types) {
        for (ResourceType type : types) {
            String path = (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
            typesByPath
                    .computeIfAbsent(path, absent -> new java.util.ArrayList<>())
                    .add(type);
        }
    }

    /** The document that a request asks for; paths without one are 404, {@code /openapi/v2} among them. */
    public ApiResponse.Whole answer(ApiRequest request) {
        if (!request.method().equals("GET")) {
            throw ApiErrors.methodNotAllowed();
        }
        if (request.path().equals(INDEX)) {
            return new ApiResponse.Whole(200, JSON, Map.of(), Json.write(index()));
        }
        String path = request.path().startsWith(INDEX + "/") ? request.path().substring(INDEX.length() + 1) : "";
        List<ResourceType> types = typesByPath.get(path);
        if (types == null) {
            return new ApiResponse.Whole(404, JSON, Map.of(), new byte[0]);
        }
        ObjectNode document = new GroupVersionDocument("/" + path + "/").write(types);
        return new ApiResponse.Whole(200, JSON, Map.of("Vary", "Accept"), Json.write(document));
    }

    private ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        typesByPath.keySet().forEach(path -> paths.putObject(path).put("serverRelativeURL", INDEX + "/" + path));
        return index;
    }
}
