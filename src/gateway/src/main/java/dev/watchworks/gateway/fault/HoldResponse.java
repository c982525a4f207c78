package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.util.concurrent.CompletionStage;

/**
 * Holds an answer back, headers and all, until {@link ArmedFault#lift()}: the client waits, the cluster has already done
 * what was asked.
 */
public record HoldResponse() implements DelayFault {
    @Override
    public String description() {
        return "the answer was held back";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return true;
    }

    @Override
    public CompletionStage<Void> hold(DelayContext context) {
        return context.untilLifted();
    }
}
