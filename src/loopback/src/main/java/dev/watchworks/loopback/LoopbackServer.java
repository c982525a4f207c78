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
 * A server on 127.0.0.1 that answers by a Jetty handler. All its threads are daemons. It trusts the programs on its
 * machine: a client may keep a silent stream open for ever, unless there are {@link ConnectionTimeouts}.
 */
public final class LoopbackServer implements AutoCloseable {
    /** One accepts, one selects; the others wait for the next request. */
    private static final int IDLE_THREADS = 4;

    /** A handler that waits holds a thread. An open stream is written asynchronously and holds none. */
    private static final int MOST_THREADS = 64;

    private static final Duration THREAD_IDLE = Duration.ofSeconds(10);

    /** How long {@link #close} waits for running handlers. After half of this time it interrupts them. */
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(200);

    private final LoopbackSettings settings;
    private final Server server;
    private final LoopbackConnector connector;

    private LoopbackServer(LoopbackSettings settings, Handler handler) {
        this.settings = settings;
        QueuedThreadPool threads =
                new QueuedThreadPool(MOST_THREADS, IDLE_THREADS, Math.toIntExact(THREAD_IDLE.toMillis()));
        threads.setName(settings.name());
        threads.setDaemon(true);
        threads.setStopTimeout(STOP_TIMEOUT.toMillis());
        server = new Server(threads, new ScheduledExecutorScheduler(settings.name() + "-timer", true), null);
        connector = new LoopbackConnector(
                server, settings.port(), settings.timeouts().idle(), ConnectionFactories.of(settings.authority()));
        server.addConnector(connector);
        server.setErrorHandler(new PlainTextErrorHandler());
        server.setHandler(handler);
    }

    /**
     * Starts a server. When this returns, the server listens.
     *
     * @param handler gets every request; the server answers 404 where the handler returns false
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

    /** Returns the port on which the server listens, or listened. */
    public int port() {
        return connector.port();
    }

    /** Returns the URL, such as {@code https://127.0.0.1:40123}, without a slash at its end. */
    public URI uri() {
        String scheme = settings.authority() == null ? "http" : "https";
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    /** Refuses new connections, as a server that is down; open connections continue. It returns as soon as new ones are refused. */
    public void refuseConnections() {
        connector.refuseConnections();
    }

    /**
     * Accepts connections again, on the same port. It has no effect when the server accepts connections already.
     *
     * @throws UncheckedIOException when another program has taken the port meanwhile
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

    /** Ends all streams, connections and threads. It takes milliseconds, and may be called again. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(settings.name() + " did not stop: " + e, e);
        }
    }
}
