package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers 500 with a Status, as an API server whose storage fails.
 *
 * @param cause what failed, such as {@code etcdserver: request timed out}
 */
public record ServerError(String cause) implements ErrorResponseFault {

    /** The storage did not answer in time. */
    public ServerError() {
        this("etcdserver: request timed out");
    }

    @Override
    public String description() {
        return "it was refused with 500: " + cause;
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return true;
    }

    @Override
    public GatewayResponse response(ApiCall call) {
        return GatewayResponse.json(
                500,
                StatusBody.withDetails(
                        500,
                        "InternalError",
                        "Internal error occurred: " + cause,
                        "{\"causes\":[{\"message\":" + StatusBody.quoted(cause) + "}]}"));
    }
}
