package dev.watchworks.apiserver.endpoints.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@code /api}, {@code /apis} and what lies below them down to a group's version. */
public final class DiscoveryHandler {
    private static final String JSON = "application/json";
    private static final String NOT_ACCEPTABLE = "406: Not Acceptable\n\nAvailable representations: application/json";

    private final Map<String, Supplier<ObjectNode>> documents = new LinkedHashMap<>();
    private final UnaggregatedDiscovery legacy;
    private final AggregatedDiscovery aggregated;

    /** Serves the kinds of a table. */
    public DiscoveryHandler(List<ResourceType> types) {
        ApiGroups groups = new ApiGroups(types);
        legacy = new UnaggregatedDiscovery(groups);
        aggregated = new AggregatedDiscovery(groups);
        documents.put("/apis", legacy::groupList);
        groups.named()
                .forEach((name, keys) -> documents.put("/apis/" + name, () -> UnaggregatedDiscovery.group(name, keys)));
        groups.all()
                .forEach((key, resources) ->
                        documents.put(key.path(), () -> UnaggregatedDiscovery.resourceList(key, resources)));
        documents.put("/api", () -> legacy.coreVersions(""));
    }

    /** The paths of the documents. */
    public List<String> paths() {
        return documents.keySet().stream().sorted().toList();
    }

    /** The document that a request asks for, or null where the path is not discovery's. */
    public ApiResponse.@Nullable Whole answer(ApiRequest request) {
        String path = request.path().endsWith("/")
                ? request.path().substring(0, request.path().length() - 1)
                : request.path();
        Supplier<ObjectNode> document = documents.get(path);
        if (document == null) {
            return null;
        }
        boolean isRoot = path.equals("/api") || path.equals("/apis");
        if (!isRoot && !request.method().equals("GET")) {
            throw ApiErrors.methodNotAllowed();
        }
        return isRoot ? root(path, request) : whole(JSON, document.get(), Map.of());
    }

    /** Takes the first form of the Accept header that is known, as a real server does. */
    private ApiResponse.Whole root(String path, ApiRequest request) {
        String accept = request.header("accept");
        for (String form : accept.isEmpty() ? List.of("*/*") : Arrays.asList(accept.split(","))) {
            List<String> parts =
                    Arrays.stream(form.split(";", -1)).map(String::strip).toList();
            boolean isJson = List.of(JSON, "application/*", "*/*").contains(parts.get(0));
            if (isJson && parts.contains("as=APIGroupDiscoveryList") && parts.contains("g=apidiscovery.k8s.io")) {
                String version = parts.contains("v=v2") ? "v2" : parts.contains("v=v2beta1") ? "v2beta1" : "";
                if (!version.isEmpty()) {
                    return aggregated(path, version);
                }
            } else if (isJson && parts.stream().noneMatch(part -> part.startsWith("as="))) {
                ObjectNode document =
                        path.equals("/api") ? legacy.coreVersions(request.header("host")) : legacy.groupList();
                return whole(JSON, document, Map.of());
            }
        }
        throw ApiErrors.notAcceptable(NOT_ACCEPTABLE);
    }

    private ApiResponse.Whole aggregated(String path, String version) {
        ObjectNode document = path.equals("/api") ? aggregated.core(version) : aggregated.named(version);
        String contentType = JSON + ";g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
        return whole(contentType, document, Map.of("Vary", "Accept", "Cache-Control", "public"));
    }

    private static ApiResponse.Whole whole(String contentType, ObjectNode document, Map<String, String> headers) {
        return new ApiResponse.Whole(200, contentType, headers, Json.write(document));
    }
}
