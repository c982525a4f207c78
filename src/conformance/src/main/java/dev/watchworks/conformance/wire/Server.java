package dev.watchworks.conformance.wire;

/** An API server, as its clients see it. */
public interface Server extends AutoCloseable {
    /** Sends a request and waits for the whole answer. */
    Answer send(Request request);

    /** Sends a request and returns when the head of its answer is there. */
    LineStream open(Request request);

    @Override
    void close();
}
