package dev.watchworks.apiserver.endpoints.discovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.discovery.ApiGroups.GroupVersion;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handles {@code /api}, {@code /apis}, and the paths of groups and versions below them. */
public final class DiscoveryHandler {
    private static final String JSON = ApiResponse.JSON;
    private static final String NOT_ACCEPTABLE = "406: Not Acceptable\n\nAvailable representations: application/json";

    private final ResourceTypes types;
    private volatile @Nullable ApiGroups groups;

    /** Discovery of the kinds of a table. */
    public DiscoveryHandler(ResourceTypes types) {
        this.types = types;
    }

    /** The groups of the current kinds; makes them again when the table has changed. */
    private ApiGroups groups() {
        ApiGroups known = groups;
        List<ResourceType> all = types.versions();
        if (known == null || known.types() != all) {
            known = new ApiGroups(all);
            groups = known;
        }
        return known;
    }

    /** The paths of the documents. */
    public List<String> paths() {
        List<String> paths = new ArrayList<>(List.of("/api", "/apis"));
        groups().named().keySet().forEach(name -> paths.add("/apis/" + name));
        groups().all().keySet().forEach(version -> paths.add(version.path()));
        return paths;
    }

    /** The response, or null when the server has no such group or version. */
    public ApiResponse.@Nullable Whole handle(ApiRequest request) {
        RequestInfo info = request.info();
        boolean isCore = info.apiPrefix().equals("api");
        if (info.apiVersion().isEmpty() && info.apiGroup().isEmpty()) {
            return root(isCore, request);
        }
        ObjectNode document = document(info);
        // A real server answers every method in the groups of definitions.
        if (document != null && !info.method().equals("GET") && !isCustom(info)) {
            throw ApiErrors.methodNotAllowed();
        }
        return document == null ? null : ApiResponse.json(200, document);
    }

    private boolean isCustom(RequestInfo info) {
        return !info.apiGroup().isEmpty() && types.hasGroup(info.apiGroup()) && !types.hasBuiltinGroup(info.apiGroup());
    }

    private @Nullable ObjectNode document(RequestInfo info) {
        if (info.apiVersion().isEmpty()) {
            List<GroupVersion> versions = groups().named().get(info.apiGroup());
            return versions == null ? null : UnaggregatedDiscovery.group(info.apiGroup(), versions);
        }
        GroupVersion version = new GroupVersion(info.apiGroup(), info.apiVersion());
        List<ApiResource> resources = groups().all().get(version);
        return resources == null ? null : UnaggregatedDiscovery.resourceList(version, resources);
    }

    /** Returns the first known form in the Accept header, as a real server does. */
    private ApiResponse.Whole root(boolean isCore, ApiRequest request) {
        String accept = request.header("accept");
        for (String form : accept.isEmpty() ? List.of("*/*") : Arrays.asList(accept.split(","))) {
            List<String> parts =
                    Arrays.stream(form.split(";", -1)).map(String::strip).toList();
            boolean isJson = List.of(JSON, "application/*", "*/*").contains(parts.get(0));
            if (isJson && parts.contains("as=APIGroupDiscoveryList") && parts.contains("g=apidiscovery.k8s.io")) {
                String version = parts.contains("v=v2") ? "v2" : parts.contains("v=v2beta1") ? "v2beta1" : "";
                if (!version.isEmpty()) {
                    return aggregated(isCore, version);
                }
            } else if (isJson && parts.stream().noneMatch(part -> part.startsWith("as="))) {
                UnaggregatedDiscovery unaggregated = new UnaggregatedDiscovery(groups());
                return ApiResponse.json(
                        200, isCore ? unaggregated.coreVersions(request.header("host")) : unaggregated.groupList());
            }
        }
        throw ApiErrors.notAcceptable(NOT_ACCEPTABLE);
    }

    private ApiResponse.Whole aggregated(boolean isCore, String version) {
        AggregatedDiscovery aggregated = new AggregatedDiscovery(groups());
        ObjectNode document = isCore ? aggregated.core(version) : aggregated.named(version);
        String contentType = JSON + ";g=apidiscovery.k8s.io;v=" + version + ";as=APIGroupDiscoveryList";
        return new ApiResponse.Whole(
                200, contentType, Map.of("Vary", "Accept", "Cache-Control", "public"), Json.write(document));
    }
}
