package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.endpoints.RequestDispatcher;
import dev.watchworks.loopback.CertificateAuthority;
import dev.watchworks.loopback.ConnectionTimeouts;
import dev.watchworks.loopback.LoopbackServer;
import dev.watchworks.loopback.LoopbackSettings;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The listening socket and the threads behind it. */
public final class HttpServer implements AutoCloseable {
    /** Clients that read need milliseconds, also on a busy machine; the others are disconnected. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    /** A real server's time-outs ({@code server/secure_serving.go}). */
    private static final ConnectionTimeouts TIMEOUTS =
            new ConnectionTimeouts(Duration.ofSeconds(32), Duration.ofSeconds(90));

    private final LoopbackServer server;
    private final JettyHandler handler;

    private HttpServer(LoopbackServer server, JettyHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Listens on loopback.
     *
     * @param dispatcher called for each request; the first requests may wait for it
     * @param port 0 for one that is free
     * @param authority issues its certificate; null for plain HTTP
     */
    public static HttpServer start(
            Supplier<RequestDispatcher> dispatcher, int port, @Nullable CertificateAuthority authority) {
        return start(dispatcher, port, authority, TIMEOUTS);
    }

    static HttpServer start(
            Supplier<RequestDispatcher> dispatcher,
            int port,
            @Nullable CertificateAuthority authority,
            ConnectionTimeouts timeouts) {
        LoopbackSettings settings =
                authority == null ? LoopbackSettings.http("apiserver") : LoopbackSettings.https("apiserver", authority);
        JettyHandler handler = new JettyHandler(dispatcher);
        return new HttpServer(LoopbackServer.start(settings.onPort(port).withTimeouts(timeouts), handler), handler);
    }

    /** Its address. */
    public URI uri() {
        return server.uri();
    }

    /** Ends the watches and closes every connection. */
    @Override
    public void close() {
        handler.endWatches(CLOSE_TIMEOUT);
        server.close();
    }
}
