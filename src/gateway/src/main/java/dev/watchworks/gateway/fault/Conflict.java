package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers 409 with a Status, as an API server does when the object was changed after the client has read it. It strikes
 * only requests that change one object.
 */
public record Conflict() implements ErrorResponseFault {
    @Override
    public String description() {
        return "it was refused with 409 Conflict: the object has been modified";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return !call.name().isEmpty() && !call.method().equals("GET");
    }

    @Override
    public GatewayResponse response(ApiCall call) {
        return GatewayResponse.json(
                409,
                StatusBody.withDetails(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
                                .formatted(call.groupResource(), call.name()),
                        "{\"name\":%s,\"group\":%s,\"kind\":%s}"
                                .formatted(
                                        StatusBody.quoted(call.name()),
                                        StatusBody.quoted(call.group()),
                                        StatusBody.quoted(call.resource()))));
    }
}
