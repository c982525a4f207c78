package dev.watchworks.apiserver.endpoints.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Handles {@code /openapi/v3} and its documents, one for each group and version, and {@code /openapi/v2}. They were recorded
 * from a real API server and have the schemas for kubectl's {@code explain} and validation, without descriptions.
 */
public final class OpenApiHandler {
    private static final String INDEX = "/openapi/v3";
    private static final String SWAGGER = "/openapi/v2";
    private static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private final ResourceTypes types;
    private volatile @Nullable Documents documents;

    /** A handler for the kinds of a table. */
    public OpenApiHandler(ResourceTypes types) {
        this.types = types;
    }

    /** The response with a document; 404 for other paths. */
    public ApiResponse.Whole handle(ApiRequest request) {
        RequestInfo info = request.info();
        if (!info.method().equals("GET")) {
            throw ApiErrors.methodNotAllowed();
        }
        if (info.path().equals(INDEX)) {
            return ApiResponse.json(200, documents().index());
        }
        if (info.path().equals(SWAGGER)) {
            return swagger(request);
        }
        String path = info.path().startsWith(INDEX + "/") ? info.path().substring(INDEX.length() + 1) : "";
        OpenApiDocument document = documents().get(path);
        return document == null
                ? new ApiResponse.Whole(404, ApiResponse.JSON, Map.of(), new byte[0])
                : new ApiResponse.Whole(200, ApiResponse.JSON, Map.of("Vary", "Accept"), document.json());
    }

    /** The document of all groups, in JSON or in the protobuf form that kubectl asks for. */
    private ApiResponse.Whole swagger(ApiRequest request) {
        boolean isProtobuf = request.header("accept").contains("proto-openapi.spec.v2");
        Documents known = documents();
        return isProtobuf
                ? new ApiResponse.Whole(200, PROTOBUF, Map.of("Vary", "Accept"), known.swaggerProtobuf())
                : new ApiResponse.Whole(200, ApiResponse.JSON, Map.of("Vary", "Accept"), known.swaggerJson());
    }

    /** The documents of the current kinds; makes them again when the table has changed. */
    private Documents documents() {
        Documents known = documents;
        List<ResourceType> all = types.versions();
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
        private byte @Nullable [] swaggerJson;
        private byte @Nullable [] swaggerProtobuf;

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
            return served == null ? null : byPath.computeIfAbsent(path, absent -> make(path, served));
        }

        private static OpenApiDocument make(String path, List<ResourceType> served) {
            return served.get(0).has(StrategyFlag.UNSTRUCTURED)
                    ? OpenApiDocument.custom(served)
                    : OpenApiDocument.of(path, served);
        }

        synchronized byte[] swaggerJson() {
            byte[] known = swaggerJson;
            if (known == null) {
                known = Json.write(swagger());
                swaggerJson = known;
            }
            return known;
        }

        synchronized byte[] swaggerProtobuf() {
            byte[] known = swaggerProtobuf;
            if (known == null) {
                known = SwaggerProtobuf.write(swagger());
                swaggerProtobuf = known;
            }
            return known;
        }

        private ObjectNode swagger() {
            return SwaggerDocument.of(typesByPath.keySet().stream()
                    .map(path -> Json.read(Objects.requireNonNull(get(path)).json()))
                    .toList());
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
