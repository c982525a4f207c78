package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers a list with HTTP status 410: the version in the request, or in its continue token, is compacted. The client
 * has to list without a version. It affects only lists with a version other than 0. The API
 * server can always answer a list without a version, or with version 0.
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
