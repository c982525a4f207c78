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
 * Notices at once that an HTTP/1.1 client has disconnected while its response is quiet, such as a watch without events.
 * The server itself reads nothing between a request and the end of its response, so it would notice only at its next
 * write. Jetty always reads HTTP/2 connections and calls {@link Request#addFailureListener}.
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
     * Starts to listen.
     *
     * @param request its body was read to the end, or it has none
     * @param onGone called once, on a thread of the server, unless the detector is stopped before
     * @return the detector, or null with HTTP/2, where none is needed
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
                    // The client sent its next request before this response ended. The connection reads it later.
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
     * Stops listening. Call it before the response is complete, because the connection then reads the next request. It
     * may be called more than once.
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
