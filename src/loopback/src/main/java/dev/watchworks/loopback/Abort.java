package dev.watchworks.loopback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Ends an exchange as a broken server or network would, at any point of the answer: after half a line, say.
 *
 * <p>What the client still gets of an unfinished answer: call this from the callback of the last write, so that the
 * server has sent it; even then a reset may overtake it in the client's system, which {@link #closeConnection} does not.
 * Afterwards the handler fails its own callback, so that Jetty forgets the exchange; nothing more is written.
 */
public final class Abort {
    private Abort() {}

    /**
     * Resets one HTTP/2 stream (RST_STREAM, INTERNAL_ERROR); others on the connection go on. On HTTP/1.1, where an
     * exchange has a connection to itself, it resets the connection.
     */
    public static void resetStream(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (!(connection instanceof HTTP2Connection http2)) {
            resetConnection(request);
            return;
        }
        int id = Integer.parseInt(request.getId());
        HTTP2Stream stream = http2.getSession().getStream(id);
        if (stream != null) {
            stream.reset(new ResetFrame(id, ErrorCode.INTERNAL_ERROR.code), Callback.NOOP);
        }
    }

    /** Resets the TCP connection (RST), with all its HTTP/2 streams: "connection reset by peer". */
    public static void resetConnection(Request request) {
        EndPoint wire = wire(request);
        try {
            // To close with nothing to linger for sends RST instead of FIN.
            ((SocketChannel) wire.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The connection of " + request + " is gone already", e);
        }
        wire.close();
    }

    /**
     * Closes the TCP connection (FIN), with all its HTTP/2 streams, without the end that HTTP or TLS would announce:
     * "unexpected end of stream".
     */
    public static void closeConnection(Request request) {
        wire(request).close();
    }

    /** Under TLS, so that TLS cannot say goodbye. */
    private static EndPoint wire(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return endPoint;
    }
}
