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
    /** Clients that read need milliseconds, on a busy machine too; the others are cut off. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

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
     * @param front asked for when a request comes; it may keep the request waiting until there is one
     * @param port 0 for one that is free
     * @param authority who vouches for it; null for plain HTTP
     */
    public static HttpServer start(
            Supplier<RequestDispatcher> front, int port, @Nullable CertificateAuthority authority) {
        return start(front, port, authority, TIMEOUTS);
    }

    static HttpServer start(
            Supplier<RequestDispatcher> front,
            int port,
            @Nullable CertificateAuthority authority,
            ConnectionTimeouts timeouts) {
        LoopbackSettings settings =
                authority == null ? LoopbackSettings.http("apiserver") : LoopbackSettings.https("apiserver", authority);
        JettyHandler handler = new JettyHandler(front);
        return new HttpServer(LoopbackServer.start(settings.onPort(port).withTimeouts(timeouts), handler), handler);
    }

    /** Where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** Ends the watches and closes every connection. */
    @Override
    public void close() {
        handler.endWatches(FAREWELL);
        server.close();
    }
}
