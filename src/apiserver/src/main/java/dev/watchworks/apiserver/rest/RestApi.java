package dev.watchworks.apiserver.rest;

import dev.watchworks.apiserver.kind.ResourceType;
import dev.watchworks.apiserver.kind.ResourceType.Subresource;
import dev.watchworks.apiserver.registry.Channel;
import dev.watchworks.apiserver.registry.ObjectRegistry;
import dev.watchworks.apiserver.status.ApiErrors;
import dev.watchworks.apiserver.status.ApiException;
import dev.watchworks.apiserver.storage.Store;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The resources of the API: every request gets an answer, whatever goes wrong. */
public final class RestApi {
    private static final System.Logger LOG = System.getLogger(RestApi.class.getName());

    /** What a kubelet or a proxy answers on a real cluster. */
    private static final Set<String> NEEDS_CONTAINERS = Set.of("attach", "exec", "portforward", "proxy");

    private final Map<String, ResourceType> types = new HashMap<>();
    private final ObjectRegistry registry;
    private final Store store;
    private final Lists lists;
    private final Watches watches;
    private final Answers answers;
    private final Writes writes;
    private final Removals removals;
    private final PodRequests pods;

    public RestApi(ObjectRegistry registry, Store store, RestSettings settings) {
        this.registry = registry;
        this.store = store;
        registry.types().forEach(type -> types.put(type.apiVersion() + "/" + type.plural(), type));
        lists = new Lists(store);
        watches = new Watches(store, settings.maximumLag(), settings.seed());
        answers = new Answers(store.clock());
        Bodies bodies = new Bodies(registry.types());
        writes = new Writes(registry, answers, bodies);
        removals = new Removals(registry, answers);
        pods = new PodRequests(registry, bodies, settings.podLog());
    }

    /** Answers a request; the stage never fails, and completes later only where a list or watch has to wait. */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        CompletionStage<ApiResponse> answer;
        try {
            answer = route(request);
        } catch (ApiException failure) {
            answer = CompletableFuture.completedFuture(Answers.failure(failure));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError unexpected) {
            answer = CompletableFuture.completedFuture(internal(request, unexpected));
        }
        return answer.exceptionally(failure -> failed(request, failure));
    }

    private static ApiResponse failed(ApiRequest request, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ApiException known ? Answers.failure(known) : internal(request, cause);
    }

    private static ApiResponse internal(ApiRequest request, Throwable unexpected) {
        LOG.log(System.Logger.Level.ERROR, () -> request.method() + " " + request.path() + " failed", unexpected);
        return Answers.failure(ApiErrors.internal(String.valueOf(unexpected)));
    }

    private CompletionStage<ApiResponse> route(ApiRequest request) {
        ResourcePath path =
                ResourcePath.parse(request.path(), (apiVersion, plural) -> types.get(apiVersion + "/" + plural));
        if (!path.subresource().isEmpty()) {
            requireSubresource(path);
        }
        CompletionStage<ApiResponse> answer;
        try {
            answer = dispatch(Exchange.of(request, path), path);
        } catch (ApiException refusal) {
            answer = CompletableFuture.completedFuture(Answers.failure(refusal));
        }
        return answer.thenApply(told -> Answers.warned(path.type(), told));
    }

    private CompletionStage<ApiResponse> dispatch(Exchange exchange, ResourcePath path) {
        if (path.watch()) {
            if (!exchange.request().method().equals("GET")) {
                throw ApiErrors.methodNotAllowed();
            }
            return watch(exchange, ListOptions.of(exchange.request(), path));
        }
        if (!Parameters.flag(exchange.request(), "watch")) {
            RequestTimeout.check(exchange.request());
        }
        if (path.name().isEmpty()) {
            return collection(exchange);
        }
        ApiResponse answer = path.subresource().isEmpty() ? object(exchange) : subresource(exchange);
        return CompletableFuture.completedFuture(answer);
    }

    private static void requireSubresource(ResourcePath path) {
        if (NEEDS_CONTAINERS.contains(path.subresource())) {
            throw ApiErrors.notServed(path.subresource() + " is not served: this API server runs no containers");
        }
        boolean served = path.type().subresources().stream()
                .anyMatch(subresource -> subresource.path().equals(path.subresource()));
        if (!served) {
            throw ApiErrors.unknownResource();
        }
    }

    private CompletionStage<ApiResponse> collection(Exchange exchange) {
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

    private CompletionStage<ApiResponse> list(Exchange exchange, ListOptions options) {
        return lists.list(exchange.type(), options)
                .thenApply(page -> answers.page(page, exchange.representation(), exchange.include()));
    }

    private CompletionStage<ApiResponse> watch(Exchange exchange, ListOptions options) {
        var format = Formats.of(exchange.representation(), exchange.type(), exchange.include(), store.clock());
        return watches.open(exchange.type(), options, format)
                .thenApply(feed -> new ApiResponse.Stream(Answers.JSON, feed));
    }

    private ApiResponse object(Exchange exchange) {
        ResourceType type = exchange.type();
        return switch (exchange.request().method()) {
            case "GET" -> get(exchange);
            case "PUT" -> {
                require(type, "update", false);
                yield writes.replace(exchange, Channel.MAIN);
            }
            case "PATCH" -> {
                require(type, "patch", false);
                yield writes.patch(exchange, Channel.MAIN);
            }
            case "DELETE" -> {
                require(type, "delete", false);
                yield removals.delete(exchange);
            }
            default -> throw ApiErrors.methodNotAllowed();
        };
    }

    private ApiResponse get(Exchange exchange) {
        return answers.stored(
                registry.get(exchange.type(), exchange.namespace(), exchange.name()),
                exchange.type(),
                exchange.representation(),
                exchange.include());
    }

    private ApiResponse subresource(Exchange exchange) {
        Subresource subresource =
                Subresource.valueOf(exchange.path().subresource().toUpperCase(Locale.ROOT));
        return switch (subresource.path() + " " + exchange.request().method()) {
            case "status GET" -> get(exchange);
            case "status PUT" -> writes.replace(exchange, Channel.STATUS);
            case "status PATCH" -> writes.patch(exchange, Channel.STATUS);
            case "scale GET" -> writes.scale(exchange);
            case "scale PUT" -> writes.replaceScale(exchange);
            case "scale PATCH" -> writes.patchScale(exchange);
            case "finalize PUT" -> writes.replace(exchange, Channel.FINALIZE);
            case "binding POST" -> pods.bind(exchange);
            case "eviction POST" -> pods.evict(exchange);
            case "log GET" -> pods.log(exchange);
            default -> throw ApiErrors.methodNotAllowed();
        };
    }
}
