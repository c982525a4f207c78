package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * Answers 429 with Retry-After, as an API server under too much load.
 *
 * @param retryAfter whole seconds, at least one
 * @param form the component that rejects the request; it determines the response body
 */
public record TooManyRequests(Duration retryAfter, Form form) implements ErrorResponseFault {

    /** The two forms in Kubernetes 1.34. */
    public enum Form {
        /** API priority and fairness: a line of plain text. */
        PRIORITY_AND_FAIRNESS,
        /** A watch cache that is not filled yet: a Status. */
        WATCH_CACHE
    }

    /** Throws IllegalArgumentException when the delay is less than a second, or has a fraction of one. */
    public TooManyRequests {
        if (retryAfter.toSeconds() < 1 || retryAfter.toNanosPart() != 0) {
            throw new IllegalArgumentException("Retry-After is told in whole seconds, at least 1, not " + retryAfter);
        }
    }

    /** Makes the refusal of API priority and fairness. */
    public TooManyRequests(Duration retryAfter) {
        this(retryAfter, Form.PRIORITY_AND_FAIRNESS);
    }

    @Override
    public String description() {
        return "it was refused with 429, to be tried again after %d s".formatted(retryAfter.toSeconds());
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return true;
    }

    @Override
    public GatewayResponse response(ApiCall call) {
        String seconds = Long.toString(retryAfter.toSeconds());
        GatewayResponse answer = switch (form) {
            case PRIORITY_AND_FAIRNESS ->
                new GatewayResponse(
                        429,
                        Map.of(
                                "Content-Type", "text/plain; charset=utf-8",
                                "X-Content-Type-Options", "nosniff"),
                        "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8));
            case WATCH_CACHE ->
                GatewayResponse.json(
                        429,
                        StatusBody.withDetails(
                                429,
                                "TooManyRequests",
                                "storage is (re)initializing",
                                "{\"retryAfterSeconds\":" + seconds + "}"));
        };
        return answer.with("Retry-After", seconds);
    }
}
