package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.front.Front;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The listening socket and the threads behind it. */
public final class HttpServer implements AutoCloseable {
    /** Connections with nothing under way are closed; a watch keeps its own open. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);

    /** Enough for clients that read; the others are cut off. */
    private static final Duration FAREWELL = Duration.ofMillis(200);

    private final Server server;
    private final ServerConnector connector;
    private final ApiHandler handler;

    private HttpServer(Server server, ServerConnector connector, ApiHandler handler) {
        this.server = server;
        this.connector = connector;
        this.handler = handler;
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for one that is free
     */
    public static HttpServer start(Front front, int port) {
        QueuedThreadPool threads = new QueuedThreadPool(64, 2);
        threads.setName("api-server");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        server.addConnector(connector);
        ApiHandler handler = new ApiHandler(front);
        server.setHandler(handler);
        server.setErrorHandler(new StatusErrorHandler());
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (Exception failure) {
            throw new IllegalStateException("The API server cannot listen on port " + port + " of loopback", failure);
        }
        return new HttpServer(server, connector, handler);
    }

    /** The port it listens on. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Ends the watches and closes every connection. */
    @Override
    public void close() throws IOException {
        handler.endWatches(FAREWELL);
        try {
            server.stop();
        } catch (Exception failure) {
            throw new IOException("The API server's socket did not close", failure);
        }
    }
}
