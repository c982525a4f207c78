package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.fault.ListeningSocketFault;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.loopback.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The gateway's listening socket. While it refuses connections, its port stays reserved. */
final class GatewayListeningSocket implements ListeningSocketFault.ListeningSocket {
    private final LoopbackServer server;
    private final ClientConnections connections;
    private final ProxyContext context;
    private @Nullable Socket reservation;

    GatewayListeningSocket(LoopbackServer server, ClientConnections connections, ProxyContext context) {
        this.server = server;
        this.connections = connections;
        this.context = context;
    }

    @Override
    public synchronized void refuseConnections() {
        if (reservation != null) {
            return;
        }
        server.refuseConnections();
        try {
            // A socket that is bound but does not listen reserves the port, and connecting to it is refused.
            Socket bound = new Socket();
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(server.uri().getHost(), server.port()));
            reservation = bound;
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway's port " + server.port() + " was lost while it was shut", e);
        }
    }

    @Override
    public void resetConnections() {
        context.breakOff(Ending.FAULT);
        connections.resetAll();
    }

    @Override
    public synchronized void acceptConnections() {
        Socket bound = reservation;
        if (bound == null) {
            return;
        }
        reservation = null;
        try {
            bound.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway cannot give its port free to listen on it again", e);
        }
        server.acceptConnections();
    }
}
