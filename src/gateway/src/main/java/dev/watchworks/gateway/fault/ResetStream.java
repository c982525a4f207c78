package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Breaks a response off, as when the API server or the network fails: RST_STREAM in HTTP/2, a reset of the whole
 * connection in HTTP/1.1. The client's read fails. It strikes a watch between two lines, and another response before
 * its body.
 */
public record ResetStream() implements StreamFault {
    @Override
    public String description() {
        return "the response broke off, as when a server dies";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return true;
    }

    @Override
    public boolean ready(StreamPosition position) {
        return true;
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        return StreamEffect.of(StreamEffect.Then.RESET);
    }
}
