package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/** A fault that answers in place of the cluster. The cluster never gets the request. */
public sealed interface ErrorResponseFault extends Fault
        permits Conflict, Forbidden, GoneOnList, GoneOnWatch, TooManyRequests, ServerError {

    /** Returns the whole response to a request that this fault {@linkplain #appliesTo applies to}. */
    GatewayResponse response(ApiCall call);
}
