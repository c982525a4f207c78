package dev.watchworks.trial;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many HTTP/1.1 watches, each on its own connection, read by one thread; an event ends with a tilde. */
final class Http1Watchers implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /watch HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);

    Http1Watchers() throws IOException {}

    void open(int port, int count, boolean reading) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            if (!reading) {
                channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 64 * 1024);
            }
            channel.connect(new InetSocketAddress(TrialServer.LOOPBACK, port));
            channel.write(ByteBuffer.wrap(REQUEST));
            channels.add(channel);
            if (reading) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new int[1]);
            }
        }
    }

    /** Reads until every reading watch got this many events. */
    void await(int events) throws IOException {
        int done = 0;
        for (SelectionKey key : selector.keys()) {
            ((int[]) key.attachment())[0] = 0;
        }
        while (done < selector.keys().size()) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                int[] seen = (int[]) key.attachment();
                int before = seen[0];
                seen[0] += read((SocketChannel) key.channel());
                if (before < events && seen[0] >= events) {
                    done++;
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private int read(SocketChannel channel) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("a watch ended early");
        }
        int events = 0;
        for (int i = 0; i < buffer.position(); i++) {
            if (buffer.get(i) == '~') {
                events++;
            }
        }
        return events;
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
