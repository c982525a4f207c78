package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Delays the headers of a response, as a slow network or a busy API server does. It does not delay the lines of an open
 * watch.
 *
 * @param delay more than zero
 */
public record DelayResponses(Duration delay) implements DelayFault {

    /** Throws IllegalArgumentException when the delay is not positive. */
    public DelayResponses {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("a delay is longer than nothing, not " + delay);
        }
    }

    @Override
    public String description() {
        return "the response was delayed by %d ms".formatted(delay.toMillis());
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return true;
    }

    @Override
    public CompletionStage<Void> hold(DelayContext context) {
        return context.pause(delay);
    }
}
