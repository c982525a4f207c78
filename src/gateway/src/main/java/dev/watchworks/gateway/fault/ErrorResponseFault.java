package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/** A fault that answers in the cluster's place; the cluster never hears of the request. */
public sealed interface ErrorResponseFault extends Fault permits GoneOnList, GoneOnWatch, TooManyRequests, ServerError {

    /** The whole answer to a request that it {@linkplain #appliesTo applies to}. */
    GatewayResponse response(ApiCall call);
}
