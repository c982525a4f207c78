package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers a watch request with HTTP status 410 and no stream. It is rarer than {@link GoneEvent}, and clients often
 * handle it in another way. It affects only a watch with a version.
 */
public record GoneOnWatch() implements ErrorResponseFault {
    @Override
    public String description() {
        return "the watch was refused with 410 Gone: its version is too old";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch() && call.options().namesVersion();
    }

    @Override
    public GatewayResponse response(ApiCall call) {
        return GatewayResponse.json(410, GoneEvent.body(call.options().resourceVersion()));
    }
}
