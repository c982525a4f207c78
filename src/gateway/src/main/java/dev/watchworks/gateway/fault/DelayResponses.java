package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Delays the headers of an answer, as a slow network or a busy API server does. The lines of a watch that is already
 * open are not delayed.
 *
 * @param delay how long, more than nothing
 */
public record DelayResponses(Duration delay) implements DelayFault {

    /** Checks the delay. */
    public DelayResponses {
        if (delay.isNegative() || delay.isZero()) {
            throw new IllegalArgumentException("a delay is longer than nothing, not " + delay);
        }
    }

    @Override
    public String description() {
        return "the answer was delayed by %d ms".formatted(delay.toMillis());
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
