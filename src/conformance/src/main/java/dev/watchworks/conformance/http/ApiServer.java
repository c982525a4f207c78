package dev.watchworks.conformance.http;

/** An API server, as its clients see it. */
public interface ApiServer extends AutoCloseable {
    /** Sends a request and waits for the whole response. */
    ServerResponse send(ServerRequest request);

    /** Sends a request and returns when the head of the response has arrived. */
    LineStream open(ServerRequest request);

    @Override
    void close();
}
