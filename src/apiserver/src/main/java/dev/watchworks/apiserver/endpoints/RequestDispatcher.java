package dev.watchworks.apiserver.endpoints;

import com.fasterxml.jackson.databind.node.ArrayNode;
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

/**
 * Takes every request through the filters to its handler. This is the one place where a failure becomes a Status.
 */
public final class RequestDispatcher {
    private static final System.Logger LOG = System.getLogger(RequestDispatcher.class.getName());

    private final RequestFilter filter;
    private final MaxInFlightFilter maxInFlight;
    private final ResourceTypes types;
    private final Function<ApiRequest, CompletionStage<ApiResponse>> resources;
    private final DiscoveryHandler discovery;
    private final OpenApiHandler openApi;

    /**
     * Puts the parts together.
     *
     * @param filter decides on each request before its body is read
     * @param maxInFlight how many requests are answered at a time; 0 for any number
     * @param types the kinds that are served
     * @param resources answers requests about objects
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
     * The response that refuses a request before its body is read, or null to let it pass.
     *
     * @param headers names in lower case
     */
    public ApiResponse.@Nullable Whole refuse(RequestInfo info, Map<String, String> headers) {
        return filter.refuse(info, headers);
    }

    /** Handles a request that passed the filter, perhaps later; the stage never fails. */
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

    /** What is not about objects: health, version, discovery, OpenAPI. */
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
        if (document == null && isKnownGroup(info)) {
            throw ApiErrors.unknownResource();
        }
        return document == null ? notFound() : document;
    }

    private boolean isKnownGroup(RequestInfo info) {
        return info.apiGroup().isEmpty()
                || types.hasGroup(info.apiGroup())
                || SelfSubjectReviews.GROUPS.contains(info.apiGroup());
    }

    private static ApiResponse.Whole notFound() {
        return ApiResponse.text(404, "404 page not found\n");
    }

    private ApiResponse.Whole paths() {
        TreeSet<String> paths = new TreeSet<>(discovery.paths());
        paths.addAll(HealthHandler.PATHS);
        paths.addAll(List.of("/openapi/v3"));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("paths");
        paths.forEach(list::add);
        return ApiResponse.json(200, document);
    }
}
