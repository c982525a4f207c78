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

/** The HTTP server on loopback. */
public final class HttpServer implements AutoCloseable {
    /** A client that reads needs milliseconds, also on a busy machine. The server disconnects the others. */
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
     * @param dispatcher handles the requests; the first requests may wait for it
     * @param port 0 for a free one
     * @param authority issues the server's certificate; null for plain HTTP
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

    /** The server's address. */
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
