package dev.watchworks.apiserver.endpoints.handlers;

import dev.watchworks.apiserver.endpoints.request.ApiRequest;
import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import dev.watchworks.apiserver.errors.ApiErrors;
import dev.watchworks.apiserver.errors.ApiException;
import dev.watchworks.apiserver.registry.GenericStore;
import dev.watchworks.apiserver.registry.Subresource;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.ResourceType.ServedSubresource;
import dev.watchworks.apiserver.storage.Store;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The resources of the API: every request gets an answer, whatever goes wrong. */
public final class ResourceHandler {
    private static final System.Logger LOG = System.getLogger(ResourceHandler.class.getName());

    /** What a kubelet or a proxy answers on a real cluster. */
    private static final Set<String> NEEDS_CONTAINERS = Set.of("attach", "exec", "portforward", "proxy");

    private final Map<String, ResourceType> types = new HashMap<>();
    private final GenericStore registry;
    private final Store store;
    private final ListHandler lists;
    private final WatchHandler watches;
    private final ResponseWriter answers;
    private final WriteHandler writes;
    private final DeleteHandler removals;
    private final PodSubresources pods;

    public ResourceHandler(GenericStore registry, Store store, HandlerSettings settings) {
        this.registry = registry;
        this.store = store;
        registry.types().forEach(type -> types.put(type.apiVersion() + "/" + type.plural(), type));
        lists = new ListHandler(store);
        watches = new WatchHandler(store, settings.maximumLag(), settings.seed());
        answers = new ResponseWriter(store.clock());
        BodyDecoder bodies = new BodyDecoder(registry.types());
        writes = new WriteHandler(registry, answers, bodies);
        removals = new DeleteHandler(registry, answers);
        pods = new PodSubresources(registry, bodies, settings.podLog());
    }

    /** Answers a request; the stage never fails, and completes later only where a list or watch has to wait. */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        CompletionStage<ApiResponse> answer;
        try {
            answer = route(request);
        } catch (ApiException failure) {
            answer = CompletableFuture.completedFuture(ResponseWriter.failure(failure));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unexpected) {
            answer = CompletableFuture.completedFuture(internal(request, unexpected));
        }
        return answer.exceptionally(failure -> failed(request, failure));
    }

    private static ApiResponse failed(ApiRequest request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ApiException known ? ResponseWriter.failure(known) : internal(request, cause);
    }

    private static ApiResponse internal(ApiRequest request, Throwable unexpected) {
        LOG.log(System.Logger.Level.ERROR, () -> request.method() + " " + request.path() + " failed", unexpected);
        return ResponseWriter.failure(ApiErrors.internal(String.valueOf(unexpected)));
    }

    private CompletionStage<ApiResponse> route(ApiRequest request) {
        RequestInfo path =
                RequestInfo.parse(request.path(), (apiVersion, plural) -> types.get(apiVersion + "/" + plural));
        if (!path.subresource().isEmpty()) {
            requireSubresource(path);
        }
        CompletionStage<ApiResponse> answer;
        try {
            answer = dispatch(RequestScope.of(request, path), path);
        } catch (ApiException refusal) {
            answer = CompletableFuture.completedFuture(ResponseWriter.failure(refusal));
        }
        return answer.thenApply(told -> ResponseWriter.warned(path.type(), told));
    }

    private CompletionStage<ApiResponse> dispatch(RequestScope exchange, RequestInfo path) {
        if (path.watch()) {
            if (!exchange.request().method().equals("GET")) {
                throw ApiErrors.methodNotAllowed();
            }
            return watch(exchange, ListOptions.of(exchange.request(), path));
        }
        if (!ParameterParser.flag(exchange.request(), "watch")) {
            RequestTimeout.check(exchange.request());
        }
        if (path.name().isEmpty()) {
            return collection(exchange);
        }
        ApiResponse answer = path.subresource().isEmpty() ? object(exchange) : subresource(exchange);
        return CompletableFuture.completedFuture(answer);
    }

    private static void requireSubresource(RequestInfo path) {
        if (NEEDS_CONTAINERS.contains(path.subresource())) {
            throw ApiErrors.notServed(path.subresource() + " is not served: this API server runs no containers");
        }
        boolean served = path.type().subresources().stream()
                .anyMatch(subresource -> subresource.path().equals(path.subresource()));
        if (!served) {
            throw ApiErrors.unknownResource();
        }
    }

    private CompletionStage<ApiResponse> collection(RequestScope exchange) {
        ResourceType type = exchange.type();
        boolean everywhere = type.namespaced() && exchange.namespace().isEmpty();
        switch (exchange.request().method()) {
            case "GET" -> {
                ListOptions options = ListOptions.of(exchange.request(), exchange.path());
                return options.watch() ? watch(exchange, options) : list(exchange, options);
            }
            case "POST" -> {
                require(type, "create", everywhere);
                return CompletableFuture.completedFuture(writes.create(exchange));
            }
            case "DELETE" -> {
                require(type, "deletecollection", everywhere);
                ListOptions options = ListOptions.of(exchange.request(), exchange.path());
                return lists.list(type, options).thenApply(page -> removals.deleteAll(exchange, page));
            }
            default -> throw ApiErrors.methodNotAllowed();
        }
    }

    private static void require(ResourceType type, String verb, boolean everywhere) {
        if (everywhere || !type.verbs().contains(verb)) {
            throw ApiErrors.methodNotAllowed();
        }
    }

    private CompletionStage<ApiResponse> list(RequestScope exchange, ListOptions options) {
        return lists.list(exchange.type(), options)
                .thenApply(page -> answers.page(page, exchange.representation(), exchange.include()));
    }

    private CompletionStage<ApiResponse> watch(RequestScope exchange, ListOptions options) {
        var format = WatchEncoders.of(exchange.representation(), exchange.type(), exchange.include(), store.clock());
        return watches.open(exchange.type(), options, format)
                .thenApply(feed -> new ApiResponse.Stream(ResponseWriter.JSON, feed));
    }

    private ApiResponse object(RequestScope exchange) {
        ResourceType type = exchange.type();
        return switch (exchange.request().method()) {
            case "GET" -> get(exchange);
            case "PUT" -> {
                require(type, "update", false);
                yield writes.replace(exchange, Subresource.MAIN);
            }
            case "PATCH" -> {
                require(type, "patch", false);
                yield writes.patch(exchange, Subresource.MAIN);
            }
            case "DELETE" -> {
                require(type, "delete", false);
                yield removals.delete(exchange);
            }
            default -> throw ApiErrors.methodNotAllowed();
        };
    }

    private ApiResponse get(RequestScope exchange) {
        return answers.stored(
                registry.get(exchange.type(), exchange.namespace(), exchange.name()),
                exchange.type(),
                exchange.representation(),
                exchange.include());
    }

    private ApiResponse subresource(RequestScope exchange) {
        ServedSubresource subresource =
                ServedSubresource.valueOf(exchange.path().subresource().toUpperCase(Locale.ROOT));
        return switch (subresource.path() + " " + exchange.request().method()) {
            case "status GET" -> get(exchange);
            case "status PUT" -> writes.replace(exchange, Subresource.STATUS);
            case "status PATCH" -> writes.patch(exchange, Subresource.STATUS);
            case "scale GET" -> writes.scale(exchange);
            case "scale PUT" -> writes.replaceScale(exchange);
            case "scale PATCH" -> writes.patchScale(exchange);
            case "finalize PUT" -> writes.replace(exchange, Subresource.FINALIZE);
            case "binding POST" -> pods.bind(exchange);
            case "eviction POST" -> pods.evict(exchange);
            case "log GET" -> pods.log(exchange);
            default -> throw ApiErrors.methodNotAllowed();
        };
    }
}
