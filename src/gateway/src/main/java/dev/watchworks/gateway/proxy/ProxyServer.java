package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.cluster.ClusterClient;
import dev.watchworks.gateway.cluster.ClusterTarget;
import dev.watchworks.gateway.cluster.RequestRateLimiter;
import dev.watchworks.gateway.fault.Faults;
import dev.watchworks.gateway.fault.ListeningSocketFault;
import dev.watchworks.gateway.wire.Ending;
import dev.watchworks.gateway.wire.WireLogRecorder;
import dev.watchworks.loopback.CertificateAuthority;
import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The running proxy: a server for clients, a client of the cluster, and the exchanges between them. */
public final class ProxyServer implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ProxyContext context;
    private final LoopbackServer server;
    private final GatewayListeningSocket socket;

    private ProxyServer(
            ClusterTarget target,
            RequestRateLimiter rateLimiter,
            CertificateAuthority authority,
            String token,
            WireLogRecorder recorder) {
        context = new ProxyContext(new ClusterClient(target), rateLimiter, recorder, new LateListeningSocket());
        ClientConnections connections = new ClientConnections(recorder);
        server = LoopbackServer.start(
                LoopbackSettings.https("gateway", authority), new GatewayHandler(context, connections, token));
        socket = new GatewayListeningSocket(server, connections, context);
    }

    /**
     * Starts a proxy. When this returns, it listens.
     *
     * @throws java.io.UncheckedIOException when it cannot listen
     */
    public static ProxyServer start(
            ClusterTarget target,
            RequestRateLimiter rateLimiter,
            CertificateAuthority authority,
            String token,
            WireLogRecorder recorder) {
        return new ProxyServer(target, rateLimiter, authority, token, recorder);
    }

    /** Returns the URL, without a slash at its end. */
    public URI uri() {
        return server.uri();
    }

    /** Returns the object with which a test prepares faults. */
    public Faults faults() {
        return context.injector().faults();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        context.breakOff(Ending.GATEWAY_CLOSED);
        socket.acceptConnections();
        server.close();
    }

    /** The listening socket of a server that is made later. No fault strikes before the server is there. */
    private final class LateListeningSocket implements ListeningSocketFault.ListeningSocket {
        @Override
        public void refuseConnections() {
            there().refuseConnections();
        }

        @Override
        public void resetConnections() {
            there().resetConnections();
        }

        @Override
        public void acceptConnections() {
            there().acceptConnections();
        }

        private ListeningSocketFault.ListeningSocket there() {
            @Nullable GatewayListeningSocket opened = socket;
            return Objects.requireNonNull(opened, "the gateway is still starting");
        }
    }
}
