package dev.watchworks.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Splits a stream into lines, so that faults strike between lines and a line is sent as a whole. */
final class StreamLineSplitter {
    /** A longer line is forwarded in parts. Kubernetes' objects have at most 1.5 MiB, its requests 3 MiB. */
    static final int LONGEST_LINE = 8 * 1024 * 1024;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** Takes all bytes, and adds the lines that are complete now, each with its line feed. */
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

    /** Returns the bytes after the last line feed, or null when there are none. */
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
