package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers a list with HTTP status 410: the version it asks for, or the one in its continue token, is compacted. The
 * client has to list without a version. Strikes only such lists, because the API server can always serve a list that
 * names no version, or 0.
 */
public record GoneOnList() implements ErrorResponseFault {
    @Override
    public String description() {
        return "the list was refused with 410 Gone: its version is too old";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isList()
                && (call.options().namesVersion()
                        || !call.options().continueToken().isEmpty());
    }

    @Override
    public GatewayResponse response(ApiCall call) {
        return GatewayResponse.json(
                410, StatusBody.of(410, "Expired", "The resourceVersion for the provided list is too old."));
    }
}
