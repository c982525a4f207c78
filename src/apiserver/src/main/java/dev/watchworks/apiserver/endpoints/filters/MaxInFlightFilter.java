package dev.watchworks.apiserver.endpoints.filters;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Limits the number of requests in flight. It answers further requests as Kubernetes' priority and fairness does
 * ({@code server/filters/priority-and-fairness.go}): 429 in plain text, with Retry-After. A watch counts until it is open.
 */
public final class MaxInFlightFilter {
    private static final ApiResponse.Whole TOO_MANY = new ApiResponse.Whole(
            429,
            "text/plain; charset=utf-8",
            Map.of("Retry-After", "1", "X-Content-Type-Options", "nosniff"),
            "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8));

    private final int limit;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** @param limit 0 for no limit */
    public MaxInFlightFilter(int limit) {
        this.limit = limit;
    }

    /** The handler's response, or 429 when the limit is reached; the handler must not throw. */
    public CompletionStage<ApiResponse> handle(Supplier<CompletionStage<ApiResponse>> handler) {
        if (limit == 0) {
            return handler.get();
        }
        if (inFlight.incrementAndGet() > limit) {
            inFlight.decrementAndGet();
            return CompletableFuture.completedFuture(TOO_MANY);
        }
        return handler.get().whenComplete((response, failure) -> inFlight.decrementAndGet());
    }
}
