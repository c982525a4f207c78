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
 * Ends an exchange as a broken server or network does, at any point of the response: for example after half a line.
 *
 * <p>Call a method from the callback of the last write, so that the server has sent all that was written. Even then the
 * client may lose it after a reset, because its system may process the reset first. After {@link #closeConnection} the
 * client gets all of it. Then the handler fails its own callback, so that Jetty ends the exchange and writes nothing
 * more.
 */
public final class Abort {
    private Abort() {}

    /**
     * Resets one HTTP/2 stream (RST_STREAM, INTERNAL_ERROR); the other streams of the connection continue. With HTTP/1.1
     * an exchange has the connection to itself, so this resets the connection.
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

    /** Resets the TCP connection (RST), with all its HTTP/2 streams. The client sees "connection reset by peer". */
    public static void resetConnection(Request request) {
        EndPoint wire = wire(request);
        try {
            // With a linger time of 0, closing sends RST instead of FIN.
            ((SocketChannel) wire.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The connection of " + request + " is gone already", e);
        }
        wire.close();
    }

    /**
     * Closes the TCP connection (FIN), with all its HTTP/2 streams, without the end that HTTP and TLS announce. The
     * client sees "unexpected end of stream".
     */
    public static void closeConnection(Request request) {
        wire(request).close();
    }

    /** Returns the end point below TLS, so that TLS cannot announce the end. */
    private static EndPoint wire(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return endPoint;
    }
}
