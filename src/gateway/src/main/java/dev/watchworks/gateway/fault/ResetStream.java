package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Breaks an answer off, as when an API server or the network between dies: RST_STREAM in HTTP/2, a reset of the whole
 * connection in HTTP/1.1. The client's read fails. Strikes watches between two lines, and other answers before their
 * body.
 */
public record ResetStream() implements StreamFault {
    @Override
    public String description() {
        return "the answer was broken off, as when a server dies";
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
