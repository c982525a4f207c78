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
 * A connection that acknowledges at once what it has read, where the system can, which is Linux. By itself the system waits
 * some 40 ms for an answer that takes the acknowledgement along. A client that sends nothing small before the last was
 * acknowledged (Nagle's algorithm, which OkHttp leaves on) would lose that time with each new connection, because HTTP/2
 * begins with small messages that nobody answers.
 */
final class PromptEndPoint extends SocketChannelEndPoint {

    private final boolean acknowledges;

    PromptEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        acknowledges = channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int filled = super.fill(buffer);
        if (acknowledges && filled > 0) {
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
