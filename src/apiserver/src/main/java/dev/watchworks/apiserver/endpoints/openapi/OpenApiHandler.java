package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code /openapi/v3} and its documents, one for each group and version. They were recorded from a real API server
 * and have the schemas for kubectl's {@code explain} and validation, without descriptions.
 */
public final class OpenApiHandler {
    private static final String INDEX = "/openapi/v3";

    private final ResourceTypes types;
    private volatile @Nullable Documents documents;

    /** A handler for the kinds of a table. */
    public OpenApiHandler(ResourceTypes types) {
        this.types = types;
    }

    /** The response with a document; 404 for other paths, such as {@code /openapi/v2}. */
    public ApiResponse.Whole handle(ApiRequest request) {
        RequestInfo info = request.info();
        if (!info.method().equals("GET")) {
            throw ApiErrors.methodNotAllowed();
        }
        if (info.path().equals(INDEX)) {
            return ApiResponse.json(200, documents().index());
        }
        String path = info.path().startsWith(INDEX + "/") ? info.path().substring(INDEX.length() + 1) : "";
        OpenApiDocument document = documents().get(path);
        return document == null
                ? new ApiResponse.Whole(404, ApiResponse.JSON, Map.of(), new byte[0])
                : new ApiResponse.Whole(200, ApiResponse.JSON, Map.of("Vary", "Accept"), document.json());
    }

    /** The documents of the current kinds; makes them again when the table has changed. */
    private Documents documents() {
        Documents known = documents;
        List<ResourceType> all = types.all();
        if (known == null || known.types != all) {
            known = new Documents(all);
            documents = known;
        }
        return known;
    }

    private static final class Documents {
        private final List<ResourceType> types;
        private final Map<String, List<ResourceType>> typesByPath = new LinkedHashMap<>();
        private final Map<String, OpenApiDocument> byPath = new ConcurrentHashMap<>();

        Documents(List<ResourceType> types) {
            this.types = types;
            for (ResourceType type : types) {
                String path = (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
                typesByPath.computeIfAbsent(path, absent -> new ArrayList<>()).add(type);
            }
        }

        @Nullable
        OpenApiDocument get(String path) {
            List<ResourceType> served = typesByPath.get(path);
            return served == null ? null : byPath.computeIfAbsent(path, absent -> OpenApiDocument.of(path, served));
        }

        ObjectNode index() {
            ObjectNode index = Json.object();
            ObjectNode paths = index.putObject("paths");
            for (String path : typesByPath.keySet()) {
                String hash = Objects.requireNonNull(get(path)).hash();
                paths.putObject(path).put("serverRelativeURL", INDEX + "/" + path + "?hash=" + hash);
            }
            return index;
        }
    }
}
