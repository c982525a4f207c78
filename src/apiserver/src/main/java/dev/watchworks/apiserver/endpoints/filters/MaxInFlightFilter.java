package dev.watchworks.apiserver.endpoints.filters;

import dev.watchworks.apiserver.endpoints.request.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers only so many requests at a time, and turns the others away as Kubernetes' priority and fairness does
 * ({@code server/filters/priority-and-fairness.go}): 429 in plain text, with Retry-After. A watch counts until it is open.
 */
public final class MaxInFlightFilter {
    private static final ApiResponse.Whole TOO_MANY = new ApiResponse.Whole(
            429,
            "text/plain; charset=utf-8",
            Map.of("Retry-After", "1", "X-Content-Type-Options", "nosniff"),
            "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8));

    private final int most;
    private final AtomicInteger inFlight = new AtomicInteger();

    /** @param most 0 for no bound */
    public MaxInFlightFilter(int most) {
        this.most = most;
    }

    /** The refusal, or null when the request may pass: then {@link #pass} has to follow. */
    public ApiResponse.@Nullable Whole enter() {
        if (most == 0) {
            return null;
        }
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            return TOO_MANY;
        }
        return null;
    }

    /** Answers a request that {@link #enter} let pass, and makes room once that is done. */
    public CompletionStage<ApiResponse> pass(Supplier<CompletionStage<ApiResponse>> answer) {
        if (most == 0) {
            return answer.get();
        }
        return answer.get().whenComplete((done, failed) -> inFlight.decrementAndGet());
    }
}
