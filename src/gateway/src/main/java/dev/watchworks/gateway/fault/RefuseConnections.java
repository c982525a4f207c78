package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;

/**
 * Refuses new connections until {@link ArmedFault#lift()}, as an API server that is down: the client gets "connection
 * refused". Afterwards the same port accepts connections again.
 *
 * @param dropOpen whether open connections are reset too; otherwise they stay open
 */
public record RefuseConnections(boolean dropOpen) implements ListeningSocketFault {
    @Override
    public String description() {
        return dropOpen
                ? "the server went away: open connections broke, and new ones are refused"
                : "the server takes no new connections";
    }

    @Override
    public boolean appliesTo(ApiCall call) {
        return true;
    }

    @Override
    public void strike(ListeningSocket socket) {
        socket.refuseConnections();
        if (dropOpen) {
            socket.resetConnections();
        }
    }
}
