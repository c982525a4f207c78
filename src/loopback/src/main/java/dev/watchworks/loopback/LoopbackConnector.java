package dev.watchworks.loopback;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.jspecify.annotations.Nullable;

/** Jetty's connector. Its listening socket can be closed and opened again while connections stay open. */
final class LoopbackConnector extends ServerConnector {
    /** Not the system's loopback address, which may be ::1. So URLs, kubeconfigs and logs look the same everywhere. */
    private static final String ADDRESS = "127.0.0.1";

    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;

    /** Linux's own limit. A test may open a thousand watches at once. */
    private static final int BACKLOG = 4096;

    /** The acceptor holds it during accept(), so that {@link #refuseConnections} can wait for the end of accept(). */
    private final ReentrantLock accepting = new ReentrantLock();

    private volatile @Nullable ServerSocketChannel listening;
    private volatile int port;

    LoopbackConnector(Server server, int port, Duration idle, ConnectionFactory... protocols) {
        super(server, null, null, null, ACCEPTORS, SELECTORS, protocols);
        this.port = port;
        setHost(ADDRESS);
        setIdleTimeout(idle.toMillis());
        setAcceptedTcpNoDelay(true);
        setAcceptQueueSize(BACKLOG);
    }

    int port() {
        return port;
    }

    @Override
    protected ServerSocketChannel openAcceptChannel() throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(getHost(), port), BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        port = channel.socket().getLocalPort();
        listening = channel;
        return channel;
    }

    @Override
    public void accept(int acceptor) throws IOException {
        ServerSocketChannel channel = listening;
        if (channel == null) {
            return;
        }
        SocketChannel accepted;
        accepting.lock();
        try {
            accepted = channel.accept();
        } catch (ClosedChannelException e) {
            // The connector refuses connections, or it was stopped.
            return;
        } finally {
            accepting.unlock();
        }
        accepted.configureBlocking(false);
        configure(accepted.socket());
        getSelectorManager().accept(accepted);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        SocketChannelEndPoint endPoint = new QuickAckEndPoint(channel, selector, key, getScheduler());
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    /** Closing is not enough: the system keeps the socket until the acceptor has left accept(). */
    void refuseConnections() {
        setAccepting(false);
        IO.close(listening);
        accepting.lock();
        accepting.unlock();
    }

    void acceptConnections() throws IOException {
        ServerSocketChannel channel = listening;
        if (channel == null || !channel.isOpen()) {
            openAcceptChannel();
            setAccepting(true);
        }
    }

    @Override
    public void close() {
        super.close();
        IO.close(listening);
    }
}
