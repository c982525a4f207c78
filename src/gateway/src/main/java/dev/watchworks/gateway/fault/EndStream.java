package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Ends a watch stream as the API server does after the watch's time-out: completely, without an ERROR event. The
 * client's loop ends without an exception. The client should watch again from the last version that it saw.
 */
public record EndStream() implements StreamFault {
    @Override
    public String description() {
        return "the watch was ended, as a server does when its time is up";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return call.isWatch();
    }

    @Override
    public StreamEffect strike(StreamPosition position) {
        return StreamEffect.of(StreamEffect.Then.END);
    }
}
