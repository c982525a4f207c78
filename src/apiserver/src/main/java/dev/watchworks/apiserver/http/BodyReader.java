package dev.watchworks.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads a request's body without blocking a thread. When the body is over the limit, it discards the body but reads on to
 * its end, up to a second limit, so that the client reads the response.
 */
final class BodyReader implements Runnable {
    /** When a client sends more than this, its connection closes and it may not read the response. */
    private static final long MAXIMUM_DISCARDED = 64L * 1024 * 1024;

    private final Request request;
    private final int limit;
    private final Outcome outcome;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(512);
    private long length;

    /** Gets the result of the reading: one call of one method. */
    interface Outcome {
        void complete(byte[] body);

        void tooLarge();

        void failed(Throwable failure);
    }

    BodyReader(Request request, int limit, Outcome outcome) {
        this.request = request;
        this.limit = limit;
        this.outcome = outcome;
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                outcome.failed(chunk.getFailure());
                return;
            }
            append(chunk.getByteBuffer());
            boolean isLast = chunk.isLast();
            chunk.release();
            if (isLast && length <= limit) {
                outcome.complete(body.toByteArray());
                return;
            }
            if (isLast || length > MAXIMUM_DISCARDED) {
                outcome.tooLarge();
                return;
            }
        }
    }

    private void append(ByteBuffer bytes) {
        length += bytes.remaining();
        if (length > limit) {
            body.reset();
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
    }
}
