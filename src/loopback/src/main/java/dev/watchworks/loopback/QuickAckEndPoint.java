package dev.watchworks.loopback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that acknowledges short input at once (TCP_QUICKACK, Linux only).
 *
 * <p>By default the system delays an acknowledgement by some 40 ms, to send it together with a response. But some
 * messages of HTTP/2 get no response. A client with Nagle's algorithm, such as OkHttp, sends no further small message
 * until the last one is acknowledged. So it would lose these 40 ms with each new connection, and after each stream that
 * it resets.
 */
final class QuickAckEndPoint extends SocketChannelEndPoint {

    /** In bytes on the wire: two frames of HTTP/2 that get no response, each in a record of TLS. */
    private static final int TOO_LITTLE_FOR_A_REQUEST = 96;

    private final boolean acknowledges;

    QuickAckEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        acknowledges = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (acknowledges && filled > 0 && filled <= TOO_LITTLE_FOR_A_REQUEST) {
            acknowledge();
        }
        return filled;
    }

    /** Must be called after each read, because the option does not last: see TCP_QUICKACK in tcp(7). */
    private void acknowledge() {
        try {
            getChannel().setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        } catch (IOException closed) {
            // The next read reports it.
        }
    }
}
