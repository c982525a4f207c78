package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers a watch request with HTTP status 410 in place of a stream: the rarer form of {@link GoneEvent}, which
 * clients often treat in another way. Strikes only a watch that names a version.
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
