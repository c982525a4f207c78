package dev.watchworks.apiserver.endpoints.handlers;

import static java.util.Map.entry;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.errors.StatusDetails;
import dev.watchworks.apiserver.registry.GenericRegistry;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import dev.watchworks.apiserver.storage.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Finds the kind and the handler of a request about objects: Kubernetes' {@code endpoints.APIInstaller}. */
public final class ResourceRouter {
    /** The subresources that a kubelet or a proxy serves in a real cluster. */
    private static final Set<String> NEEDS_CONTAINERS = Set.of("attach", "exec", "portforward", "proxy");

    /** The verbs for the objects of all namespaces. */
    private static final Set<String> EVERYWHERE = Set.of("list", "watch");

    private final ResourceTypes types;
    private final SelfSubjectReviews reviews;
    private final Map<String, Function<RequestScope, CompletionStage<ApiResponse>>> handlers;

    /** Makes the handlers of all verbs. */
    public ResourceRouter(GenericRegistry registry, Store store, HandlerSettings settings) {
        types = registry.resourceTypes();
        BodyDecoder bodies = new BodyDecoder(types);
        reviews = new SelfSubjectReviews(store.clock(), bodies);
        ResponseWriter responses = new ResponseWriter(store.clock());
        var get = now(scope ->
                responses.object(scope, 200, registry.get(scope.type(), scope.namespace(), scope.name()), Map.of()));
        UpdateHandler update = new UpdateHandler(registry, responses, bodies);
        PatchHandler patch = new PatchHandler(registry, responses, bodies);
        ListHandler list = new ListHandler(store, responses);
        ScaleSubresource scale = new ScaleSubresource(registry, bodies);
        PodSubresources pods = new PodSubresources(registry, bodies, settings.podLog());
        handlers = Map.ofEntries(
                entry("get", get),
                entry("list", list::handle),
                entry("watch", new WatchHandler(store, settings)::handle),
                entry("create", now(new CreateHandler(registry, responses, bodies)::handle)),
                entry("update", now(update::handle)),
                entry("patch", now(patch::handle)),
                entry("delete", now(new DeleteHandler(registry, responses)::handle)),
                entry("deletecollection", new DeleteCollectionHandler(registry, list, responses)::handle),
                entry("get/status", get),
                entry("update/status", now(update::handle)),
                entry("patch/status", now(patch::handle)),
                entry("update/finalize", now(update::handle)),
                entry("get/scale", now(scale::get)),
                entry("update/scale", now(scale::update)),
                entry("patch/scale", now(scale::patch)),
                entry("create/binding", now(pods::bind)),
                entry("create/eviction", now(pods::evict)),
                entry("get/log", now(pods::log)));
    }

    private static Function<RequestScope, CompletionStage<ApiResponse>> now(
            Function<RequestScope, ApiResponse> handler) {
        return scope -> CompletableFuture.completedFuture(handler.apply(scope));
    }

    /** Handles a request about objects. The stage completes later only when a list or watch has to wait. */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        if (SelfSubjectReviews.GROUPS.contains(request.info().apiGroup())) {
            return CompletableFuture.completedFuture(reviews.handle(request));
        }
        if (isUnknownCustomPath(request.info())) {
            return CompletableFuture.completedFuture(ApiResponse.text(404, "404 page not found\n"));
        }
        ResourceType type = type(request.info());
        Subresource subresource = subresource(type, request.info());
        if (type.strategy().deprecation().isEmpty()) {
            return dispatch(request, type, subresource);
        }
        CompletionStage<ApiResponse> response;
        try {
            response = dispatch(request, type, subresource);
        } catch (ApiException failure) {
            response = CompletableFuture.completedFuture(ApiResponse.failure(failure));
        }
        return response.thenApply(answer -> withDeprecation(type, answer));
    }

    private CompletionStage<ApiResponse> dispatch(ApiRequest request, ResourceType type, Subresource subresource) {
        RequestScope scope = RequestScope.of(request, type, subresource);
        RequestInfo info = request.info();
        String verb = info.verb();
        if (!verb.equals("watch")) {
            ParameterCodec.checkTimeout(request);
        }
        var handler = handlers.get(subresource == Subresource.NONE ? verb : verb + '/' + subresource.path());
        if (handler == null || subresource == Subresource.NONE && !isAllowed(scope)) {
            throw type.has(StrategyFlag.UNSTRUCTURED)
                    ? ApiErrors.methodNotSupported(new StatusDetails(type.group(), type.plural(), ""), verb)
                    : ApiErrors.methodNotAllowed();
        }
        return handler.apply(scope);
    }

    /** Whether the kind has the verb, and the path fits the verb. */
    private static boolean isAllowed(RequestScope scope) {
        RequestInfo info = scope.info();
        boolean isEverywhere = scope.type().namespaced() && scope.namespace().isEmpty();
        boolean fits = switch (info.verb()) {
            case "create", "deletecollection" -> info.name().isEmpty() && !isEverywhere;
            case "update", "patch" -> !info.name().isEmpty();
            case "watch" -> info.method().equals("GET");
            default -> true;
        };
        // A definition that is being deleted hides some verbs, which still work.
        return fits
                && (scope.type().has(StrategyFlag.UNSTRUCTURED)
                        || scope.type().verbs().contains(info.verb()));
    }

    private ResourceType type(RequestInfo info) {
        ResourceType type =
                info.isResourceRequest() ? types.find(info.apiGroup(), info.apiVersion(), info.resource()) : null;
        if (type == null || info.parts().size() > 3 || info.parts().contains("")) {
            throw ApiErrors.unknownResource();
        }
        if (!type.namespaced() && info.isInNamespace()) {
            throw ApiErrors.unknownResource();
        }
        if (type.namespaced() && info.namespace().isEmpty() && info.parts().size() > 1) {
            throw info.isInNamespace()
                    ? ApiErrors.badRequest("Namespace parameter required.")
                    : ApiErrors.unknownResource();
        }
        return type;
    }

    /** Whether a path is in a group of definitions, and no definition describes its resource. */
    private boolean isUnknownCustomPath(RequestInfo info) {
        if (types.hasBuiltinGroup(info.apiGroup())) {
            return false;
        }
        ResourceType type = types.find(info.apiGroup(), info.apiVersion(), info.resource());
        if (type == null || info.parts().size() > 3 || info.parts().contains("")) {
            return true;
        }
        return type.namespaced()
                ? info.namespace().isEmpty() && !EVERYWHERE.contains(info.verb())
                : info.isInNamespace();
    }

    private static Subresource subresource(ResourceType type, RequestInfo info) {
        String path = info.subresource();
        if (path.isEmpty()) {
            return Subresource.NONE;
        }
        if (NEEDS_CONTAINERS.contains(path) && !type.has(StrategyFlag.UNSTRUCTURED)) {
            throw ApiErrors.notServed(path + " is not served: this API server runs no containers");
        }
        return type.subresources().stream()
                .filter(subresource -> subresource.path().equals(path))
                .findAny()
                .orElseThrow(() -> type.has(StrategyFlag.UNSTRUCTURED)
                        ? ApiErrors.notFound(new StatusDetails(type.group(), type.plural(), info.name()))
                        : ApiErrors.unknownResource());
    }

    private static ApiResponse withDeprecation(ResourceType type, ApiResponse response) {
        if (!(response instanceof ApiResponse.Whole whole)) {
            return response;
        }
        Map<String, String> headers = new LinkedHashMap<>(whole.headers());
        headers.merge(
                "Warning",
                StrictDecodingErrors.warning(type.strategy().deprecation()),
                (one, other) -> other + ", " + one);
        return new ApiResponse.Whole(whole.code(), whole.contentType(), headers, whole.body());
    }
}
