package dev.watchworks.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * A server on 127.0.0.1 that answers by a Jetty handler. All threads are daemons. It is for programs on the same machine
 * that mean well: streams may stay open and silent for ever, unless its {@link ConnectionTimeouts} is limited.
 */
public final class LoopbackServer implements AutoCloseable {
    /** One accepts, one selects; the others wait here for the next request. */
    private static final int IDLE_THREADS = 4;

    /** Handlers that wait hold a thread each; open streams, which are written asynchronously, hold none. */
    private static final int MOST_THREADS = 64;

    private static final Duration THREAD_IDLE = Duration.ofSeconds(10);

    /** How long {@link #close} lets running handlers end by themselves, half of it before it interrupts them. */
    private static final Duration LONGEST_GOODBYE = Duration.ofMillis(200);

    private final LoopbackSettings settings;
    private final Server server;
    private final LoopbackConnector connector;

    private LoopbackServer(LoopbackSettings settings, Handler handler) {
        this.settings = settings;
        QueuedThreadPool threads =
                new QueuedThreadPool(MOST_THREADS, IDLE_THREADS, Math.toIntExact(THREAD_IDLE.toMillis()));
        threads.setName(settings.name());
        threads.setDaemon(true);
        threads.setStopTimeout(LONGEST_GOODBYE.toMillis());
        server = new Server(threads, new ScheduledExecutorScheduler(settings.name() + "-timer", true), null);
        connector = new LoopbackConnector(
                server, settings.port(), settings.timeouts().idle(), ConnectionFactories.of(settings.authority()));
        server.addConnector(connector);
        server.setErrorHandler(new PlainTextErrorHandler());
        server.setHandler(handler);
    }

    /**
     * Starts a server; when this returns, it listens.
     *
     * @param handler every request comes here; one that it does not handle is answered with 404
     * @throws UncheckedIOException when the port is taken; the message says what to do
     */
    public static LoopbackServer start(LoopbackSettings settings, Handler handler) {
        LoopbackServer started = new LoopbackServer(settings, handler);
        started.listen();
        return started;
    }

    private void listen() {
        try {
            connector.open();
        } catch (BindException e) {
            throw portTaken(settings.port(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(settings.name() + " cannot listen on 127.0.0.1: " + e.getMessage(), e);
        }
        try {
            server.start();
            new FirstRequestTimeout(
                            connector,
                            server.getScheduler(),
                            settings.timeouts().firstRequest())
                    .start();
        } catch (Exception e) {
            close();
            throw new IllegalStateException(settings.name() + " did not start: " + e, e);
        }
    }

    private UncheckedIOException portTaken(int port, BindException cause) {
        String message = settings.name() + " cannot listen on 127.0.0.1:" + port + ": " + cause.getMessage()
                + ". Another program holds that port, or you may not use it. Stop that program, or choose another"
                + " port; 0 takes any free one.";
        return new UncheckedIOException(message, cause);
    }

    /** Returns the port that it listens on, or listened on. */
    public int port() {
        return connector.port();
    }

    /** Returns the root, such as {@code https://127.0.0.1:40123}, without a slash at its end. */
    public URI uri() {
        String scheme = settings.authority() == null ? "http" : "https";
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    /** Refuses new connections from when this returns, as a server that is down; open ones go on. */
    public void refuseConnections() {
        connector.refuseConnections();
    }

    /**
     * Accepts connections again, on the same port. It does nothing when connections are accepted already.
     *
     * @throws UncheckedIOException when another program took the port meanwhile
     */
    public void acceptConnections() {
        try {
            connector.acceptConnections();
        } catch (BindException e) {
            throw portTaken(port(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(settings.name() + " cannot listen again: " + e.getMessage(), e);
        }
    }

    /** Ends all streams and connections, and the server's threads. It takes milliseconds, and may be called again. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(settings.name() + " did not stop: " + e, e);
        }
    }
}
