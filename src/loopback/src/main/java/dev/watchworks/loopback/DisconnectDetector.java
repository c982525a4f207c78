package dev.watchworks.loopback;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices at once that an HTTP/1.1 client has hung up while its answer is quiet, such as a watch without events. The
 * server itself reads nothing between a request and the end of its answer, so it would notice only at its next write.
 * HTTP/2 connections are always read: there {@link Request#addFailureListener} tells.
 */
public final class DisconnectDetector {
    private static final int ONE_READ = 4096;

    private final Connection connection;
    private final AbstractEndPoint endPoint;
    private final Runnable onGone;
    private final Object lock = new Object();
    private boolean stopped;

    private DisconnectDetector(Connection connection, AbstractEndPoint endPoint, Runnable onGone) {
        this.connection = connection;
        this.endPoint = endPoint;
        this.onGone = onGone;
    }

    /**
     * Begins to listen.
     *
     * @param request one whose body was read to its end, or that has none
     * @param onGone called once, from the server's threads, unless it is stopped before
     * @return null over HTTP/2, where there is no need
     */
    public static @Nullable DisconnectDetector start(Request request, Runnable onGone) {
        Connection connection = request.getConnectionMetaData().getConnection();
        EndPoint endPoint = connection.getEndPoint();
        boolean isRead = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        if (isRead
                || !(connection instanceof Connection.UpgradeTo)
                || !(endPoint instanceof AbstractEndPoint readable)) {
            return null;
        }
        DisconnectDetector presence = new DisconnectDetector(connection, readable, onGone);
        presence.listen();
        return presence;
    }

    private void listen() {
        endPoint.tryFillInterested(Callback.from(this::readable, failure -> gone()));
    }

    private void readable() {
        boolean hungUp = false;
        synchronized (lock) {
            if (stopped) {
                return;
            }
            try {
                ByteBuffer buffer = BufferUtil.allocate(ONE_READ);
                int read = endPoint.fill(buffer);
                hungUp = read < 0;
                if (read == 0) {
                    listen();
                } else if (read > 0) {
                    // The next request came before this one's answer: the connection reads it when its turn comes.
                    ((Connection.UpgradeTo) connection).onUpgradeTo(buffer);
                    stopped = true;
                }
            } catch (IOException e) {
                hungUp = true;
            }
        }
        if (hungUp) {
            gone();
        }
    }

    private void gone() {
        synchronized (lock) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        onGone.run();
    }

    /**
     * Stops listening. It must be called before the answer is complete, because the connection reads its next request
     * then; it may be called more than once.
     */
    public void stop() {
        synchronized (lock) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        endPoint.getFillInterest().onFail(new EofException("no longer listening"));
    }
}
