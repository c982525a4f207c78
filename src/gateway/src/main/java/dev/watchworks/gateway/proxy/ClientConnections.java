package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.wire.Protocol;
import dev.watchworks.gateway.wire.TimelineRecorder;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;

/** Numbers and records the clients' connections by the protocol that TLS agreed on. */
final class ClientConnections implements Connection.Listener {
    private final TimelineRecorder recorder;
    private final AtomicLong count = new AtomicLong();
    private final Map<Connection, Long> numbers = new ConcurrentHashMap<>();

    ClientConnections(TimelineRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void onOpened(Connection connection) {
        // TLS and its choice of protocol are connections of their own to the library; only what speaks HTTP counts.
        if (connection instanceof ConnectionMetaData) {
            long number = count.incrementAndGet();
            numbers.put(connection, number);
            recorder.connectionOpened(number, protocol(connection));
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Long number = numbers.remove(connection);
        if (number != null) {
            recorder.connectionClosed(number, protocol(connection));
        }
    }

    private static Protocol protocol(Connection connection) {
        return connection instanceof HTTP2Connection ? Protocol.HTTP_2 : Protocol.HTTP_1_1;
    }

    /** The number of an open connection, 0 when it is closed already. */
    long number(Connection connection) {
        return numbers.getOrDefault(connection, 0L);
    }

    /** Resets all open connections, as a dying server's system does. */
    void resetAll() {
        numbers.keySet().forEach(connection -> resetConnection(connection.getEndPoint()));
    }

    private static void resetConnection(EndPoint endPoint) {
        EndPoint socket = endPoint;
        while (socket instanceof EndPoint.Wrapper wrapper) {
            socket = wrapper.unwrap();
        }
        if (socket.getTransport() instanceof SocketChannel channel) {
            try {
                // To close with nothing to linger for sends RST instead of FIN.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // It is closed already, which is as good.
            }
        }
        socket.close();
    }
}
