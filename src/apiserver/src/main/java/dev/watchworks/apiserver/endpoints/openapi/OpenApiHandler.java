package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers {@code /openapi/v3} and its documents, one a group and version, as they were recorded from a real API server:
 * with the schemas of objects, by which kubectl explains and validates, and without descriptions.
 */
public final class OpenApiHandler {
    private static final String INDEX = "/openapi/v3";
    private static final String JSON = "application/json";

    private final Map<String, List<ResourceType>> typesByPath = new LinkedHashMap<>();
    private final Map<String, OpenApiDocument> documents = new ConcurrentHashMap<>();

    /** Documents the kinds of a table. */
    public OpenApiHandler(List<ResourceType> types) {
        for (ResourceType type : types) {
            String path = (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
            typesByPath.computeIfAbsent(path, absent -> new ArrayList<>()).add(type);
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
        return new ApiResponse.Whole(
                200, JSON, Map.of("Vary", "Accept"), document(path, types).json());
    }

    private OpenApiDocument document(String path, List<ResourceType> types) {
        return documents.computeIfAbsent(path, absent -> OpenApiDocument.of(path, types));
    }

    private ObjectNode index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        typesByPath.forEach((path, types) -> paths.putObject(path)
                .put(
                        "serverRelativeURL",
                        INDEX + "/" + path + "?hash=" + document(path, types).hash()));
        return index;
    }
}
