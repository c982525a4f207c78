package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.wire.Protocol;
import dev.watchworks.gateway.wire.WireLogRecorder;
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

/** Numbers the clients' connections and records them with their protocol. */
final class ClientConnections implements Connection.Listener {
    private final WireLogRecorder recorder;
    private final AtomicLong count = new AtomicLong();
    private final Map<Connection, Long> numbers = new ConcurrentHashMap<>();

    ClientConnections(WireLogRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    public void onOpened(Connection connection) {
        // For Jetty, TLS and ALPN are connections too. Only those that speak HTTP count.
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

    /** Returns the number of an open connection; 0 when it is closed already. */
    long number(Connection connection) {
        return numbers.getOrDefault(connection, 0L);
    }

    /** Resets all open connections, as the system does when a server dies. */
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
                // With a linger time of 0, closing sends RST instead of FIN.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // It is closed already.
            }
        }
        socket.close();
    }
}
