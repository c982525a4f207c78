package dev.watchworks.apiserver.endpoints;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.endpoints.discovery.DiscoveryHandler;
import dev.watchworks.apiserver.endpoints.filters.AuthenticationFilter;
import dev.watchworks.apiserver.endpoints.filters.MaxInFlightFilter;
import dev.watchworks.apiserver.endpoints.handlers.SelfSubjectReviews;
import dev.watchworks.apiserver.endpoints.openapi.OpenApiHandler;
import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers every request, by itself or through the verbs; what goes wrong becomes a Status, never an exception. */
public final class RequestDispatcher {
    private static final System.Logger LOG = System.getLogger(RequestDispatcher.class.getName());

    private final AuthenticationFilter access;
    private final List<ResourceType> types;
    private final Function<ApiRequest, CompletionStage<ApiResponse>> verbs;
    private final SelfSubjectReviews reviews;
    private final ProtobufBodyConverter bodies;
    private final MaxInFlightFilter bound;

    // Built at the first question: most tests never ask for discovery.
    private @Nullable DiscoveryHandler discovery;
    private @Nullable OpenApiHandler openApi;

    /**
     * Puts the parts together.
     *
     * @param types the table of kinds
     * @param requestsInFlight how many requests are answered at a time; 0 for any number
     * @param verbs answers what is about objects
     */
    public RequestDispatcher(
            AuthenticationFilter access,
            List<ResourceType> types,
            Clock clock,
            int requestsInFlight,
            Function<ApiRequest, CompletionStage<ApiResponse>> verbs) {
        this.access = access;
        this.types = List.copyOf(types);
        this.verbs = verbs;
        this.reviews = new SelfSubjectReviews(clock);
        this.bodies = new ProtobufBodyConverter(this.types);
        this.bound = new MaxInFlightFilter(requestsInFlight);
    }

    /**
     * Decides on a request's head, before its body is read: null lets it in.
     *
     * @param headers names in lower case
     */
    public ApiResponse.@Nullable Whole refuse(
            String method, String path, Map<String, List<String>> query, Map<String, String> headers) {
        return access.refuse(method, path, query, headers);
    }

    /** Answers a request that was let in, perhaps later; the stage never fails. */
    public CompletionStage<ApiResponse> answer(ApiRequest request) {
        ApiResponse.Whole refusal = bound.enter();
        return refusal == null ? bound.pass(() -> answerNow(request)) : CompletableFuture.completedFuture(refusal);
    }

    private CompletionStage<ApiResponse> answerNow(ApiRequest request) {
        try {
            return dispatch(request).exceptionally(failure -> failure(request, failure));
        } catch (RuntimeException | StackOverflowError failure) {
            return CompletableFuture.completedFuture(failure(request, failure));
        }
    }

    private static ApiResponse failure(ApiRequest request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiException refused) {
            return status(refused);
        }
        LOG.log(Level.ERROR, () -> "failed to answer " + request.method() + " " + request.path(), cause);
        return status(ApiErrors.internal(String.valueOf(cause)));
    }

    /** The answer that tells of a refusal. */
    public static ApiResponse.Whole status(ApiException refused) {
        return new ApiResponse.Whole(refused.code(), "application/json", Map.of(), Json.write(refused.status()));
    }

    private CompletionStage<ApiResponse> dispatch(ApiRequest request) {
        ApiResponse.Whole own = ownAnswer(request);
        if (own != null) {
            return CompletableFuture.completedFuture(own);
        }
        ApiRequest readable = bodies.toJson(request);
        ApiResponse.Whole review = reviews.answer(readable);
        return review == null ? verbs.apply(readable) : CompletableFuture.completedFuture(review);
    }

    /** The answer to what is not about objects; null for the rest. */
    private ApiResponse.@Nullable Whole ownAnswer(ApiRequest request) {
        ApiResponse.Whole health = HealthHandler.answer(request);
        if (health != null) {
            return health;
        }
        String path = request.path();
        boolean isOfObjects = path.startsWith("/api/") || path.startsWith("/apis/");
        if (request.method().equals("HEAD") && isOfObjects) {
            throw ApiErrors.methodNotAllowed();
        }
        ApiResponse.Whole document = document(request);
        if (document != null) {
            return document;
        }
        if (!isOfObjects || !isOfKnownGroup(path)) {
            return HealthHandler.text(404, "404 page not found\n");
        }
        return null;
    }

    private ApiResponse.@Nullable Whole document(ApiRequest request) {
        String path = request.path();
        if (path.equals("/")) {
            return paths();
        }
        if (path.startsWith("/openapi/")) {
            return openApi().answer(request);
        }
        // Paths of objects are longer, and discovery need not be built for them.
        return path.split("/").length > 4 ? null : discovery().answer(request);
    }

    private ApiResponse.Whole paths() {
        List<String> all = new ArrayList<>(discovery().paths());
        all.addAll(HealthHandler.PATHS);
        all.addAll(List.of("/openapi/v3"));
        ObjectNode document = Json.object();
        var list = document.putArray("paths");
        new TreeSet<>(all).forEach(list::add);
        return new ApiResponse.Whole(200, "application/json", Map.of(), Json.write(document));
    }

    private boolean isOfKnownGroup(String path) {
        if (path.startsWith("/api/")) {
            return true;
        }
        String group = path.split("/", 4)[2];
        return group.equals("authentication.k8s.io")
                || group.equals("authorization.k8s.io")
                || types.stream().anyMatch(type -> type.group().equals(group));
    }

    private synchronized DiscoveryHandler discovery() {
        if (discovery == null) {
            discovery = new DiscoveryHandler(types);
        }
        return discovery;
    }

    private synchronized OpenApiHandler openApi() {
        if (openApi == null) {
            openApi = new OpenApiHandler(types);
        }
        return openApi;
    }
}
