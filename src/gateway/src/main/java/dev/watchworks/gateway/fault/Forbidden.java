package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Answers 403 with a Status, as an API server when the client has no permission. The permission may come later, for
 * example when somebody adds a role.
 */
public record Forbidden() implements ErrorResponseFault {
    @Override
    public String description() {
        return "it was refused with 403 Forbidden";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return !call.resource().isEmpty();
    }

    @Override
    public GatewayResponse response(ApiCall call) {
        return GatewayResponse.json(
                403,
                StatusBody.of(
                        403,
                        "Forbidden",
                        "%s is forbidden: User \"learner\" cannot %s resource \"%s\" in API group \"%s\" in the namespace \"%s\""
                                .formatted(
                                        call.groupResource(),
                                        call.verb(),
                                        call.resource(),
                                        call.group(),
                                        call.namespace())));
    }
}
