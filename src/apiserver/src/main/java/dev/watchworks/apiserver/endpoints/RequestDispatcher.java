package dev.watchworks.apiserver.endpoints;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.discovery.DiscoveryHandler;
import dev.watchworks.apiserver.endpoints.filters.MaxInFlightFilter;
import dev.watchworks.apiserver.endpoints.filters.RequestFilter;
import dev.watchworks.apiserver.endpoints.handlers.SelfSubjectReviews;
import dev.watchworks.apiserver.endpoints.openapi.OpenApiHandler;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.endpoints.request.RequestInfo;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceTypes;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Passes each request through the filters to its handler. All failures become a Status here. */
public final class RequestDispatcher {
    private static final System.Logger LOG = System.getLogger(RequestDispatcher.class.getName());

    private final RequestFilter filter;
    private final MaxInFlightFilter maxInFlight;
    private final ResourceTypes types;
    private final Function<ApiRequest, CompletionStage<ApiResponse>> resources;
    private final DiscoveryHandler discovery;
    private final OpenApiHandler openApi;

    /**
     * A dispatcher for the kinds of a table.
     *
     * @param filter refuses requests before their bodies are read
     * @param maxInFlight the number of requests that it handles at the same time; 0 for any number
     * @param types the table of kinds
     * @param resources handles requests about objects
     */
    public RequestDispatcher(
            RequestFilter filter,
            int maxInFlight,
            ResourceTypes types,
            Function<ApiRequest, CompletionStage<ApiResponse>> resources) {
        this.filter = filter;
        this.maxInFlight = new MaxInFlightFilter(maxInFlight);
        this.types = types;
        this.resources = resources;
        discovery = new DiscoveryHandler(types);
        openApi = new OpenApiHandler(types);
    }

    /**
     * The response to a request that the filter refuses before its body is read, or null to let the request pass.
     *
     * @param headers names in lower case
     */
    public ApiResponse.@Nullable Whole refuse(RequestInfo info, Map<String, String> headers) {
        return filter.refuse(info, headers);
    }

    /** Handles a request that has passed the filter; the stage never fails. */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        return maxInFlight.handle(() -> handleSafely(request));
    }

    private CompletionStage<ApiResponse> handleSafely(ApiRequest request) {
        try {
            return dispatch(request).exceptionally(failure -> failure(request, failure));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            return CompletableFuture.completedFuture(failure(request, failure));
        }
    }

    private static ApiResponse failure(ApiRequest request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiException known) {
            return ApiResponse.failure(known);
        }
        LOG.log(
                Level.ERROR,
                () -> request.info().method() + " " + request.info().path() + " failed",
                cause);
        return ApiResponse.failure(ApiErrors.internal(String.valueOf(cause)));
    }

    private CompletionStage<ApiResponse> dispatch(ApiRequest request) {
        RequestInfo info = request.info();
        if (info.isResourceRequest()) {
            if (info.method().equals("HEAD")) {
                throw ApiErrors.methodNotAllowed();
            }
            return isKnownGroup(info) ? resources.apply(request) : CompletableFuture.completedFuture(notFound());
        }
        return CompletableFuture.completedFuture(document(request));
    }

    /** Handles paths without objects: health, version, discovery, OpenAPI. */
    private ApiResponse.Whole document(ApiRequest request) {
        RequestInfo info = request.info();
        if (info.path().equals("/")) {
            return paths();
        }
        if (info.path().startsWith("/openapi/")) {
            return openApi.handle(request);
        }
        if (info.apiPrefix().isEmpty()) {
            ApiResponse.Whole health = HealthHandler.handle(request);
            return health == null ? notFound() : health;
        }
        ApiResponse.Whole document = discovery.handle(request);
        if (document == null && isBuiltinGroup(info)) {
            throw ApiErrors.unknownResource();
        }
        return document == null ? notFound() : document;
    }

    private boolean isKnownGroup(RequestInfo info) {
        return isBuiltinGroup(info) || types.hasGroup(info.apiGroup());
    }

    private boolean isBuiltinGroup(RequestInfo info) {
        return info.apiGroup().isEmpty()
                || types.hasBuiltinGroup(info.apiGroup())
                || SelfSubjectReviews.GROUPS.contains(info.apiGroup());
    }

    private static ApiResponse.Whole notFound() {
        return ApiResponse.text(404, "404 page not found\n");
    }

    private ApiResponse.Whole paths() {
        TreeSet<String> paths = new TreeSet<>(discovery.paths());
        paths.addAll(HealthHandler.PATHS);
        paths.add("/openapi/v2");
        paths.add("/openapi/v3");
        ObjectNode document = Json.object();
        Json.putStrings(document, "paths", List.copyOf(paths));
        return ApiResponse.json(200, document);
    }
}
