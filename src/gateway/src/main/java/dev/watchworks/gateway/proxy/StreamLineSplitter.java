package dev.watchworks.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines, so that a fault can strike between two of them and a line is never sent by halves. */
final class StreamLineSplitter {
    /** A line longer than this is passed on in parts: Kubernetes' objects end at 1.5 MiB, or 3 MiB as a request. */
    static final int LONGEST_LINE = 8 * 1024 * 1024;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** Takes all of the bytes and adds the lines that they complete, each with its line feed. */
    void split(ByteBuffer bytes, Queue<byte[]> lines) {
        while (bytes.hasRemaining()) {
            int end = lineFeed(bytes);
            byte[] part = new byte[(end < 0 ? bytes.limit() : end + 1) - bytes.position()];
            bytes.get(part);
            begun.writeBytes(part);
            if (end >= 0 || begun.size() > LONGEST_LINE) {
                lines.add(begun.toByteArray());
                begun.reset();
            }
        }
    }

    /** What came after the last line feed; null when there is nothing. */
    byte @Nullable [] rest() {
        if (begun.size() == 0) {
            return null;
        }
        byte[] rest = begun.toByteArray();
        begun.reset();
        return rest;
    }

    private static int lineFeed(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) == '\n') {
                return at;
            }
        }
        return -1;
    }
}
