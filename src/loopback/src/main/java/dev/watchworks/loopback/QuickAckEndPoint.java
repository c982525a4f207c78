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
 * A connection that acknowledges at once what it has read, if that is too little for a request, and where the system can,
 * which is Linux. By itself the system waits some 40 ms for an answer that takes the acknowledgement along. A client that
 * sends nothing small before the last was acknowledged (Nagle's algorithm, which OkHttp leaves on) would lose that time with
 * each new connection and after each stream that it resets, because nobody answers such messages of HTTP/2.
 */
final class QuickAckEndPoint extends SocketChannelEndPoint {

    /** Of what goes over the wire, in bytes: two frames of HTTP/2 that get no answer, each in a record of TLS. */
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

    /** After each read anew, because the system returns to waiting by itself; tcp(7) says so of TCP_QUICKACK. */
    private void acknowledge() {
        try {
            getChannel().setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        } catch (IOException closed) {
            // the next read tells
        }
    }
}
