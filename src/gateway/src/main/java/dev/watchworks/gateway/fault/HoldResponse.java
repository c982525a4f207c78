package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.util.concurrent.CompletionStage;

/**
 * Holds a whole response until {@link ArmedFault#lift()}. The client waits, but the cluster has already done the
 * request.
 */
public record HoldResponse() implements DelayFault {
    @Override
    public String description() {
        return "the response was held back";
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
