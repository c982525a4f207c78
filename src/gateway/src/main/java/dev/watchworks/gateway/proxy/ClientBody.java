package dev.watchworks.gateway.proxy;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.client.Request.Content;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The body of a client's request. It is read as fast as the cluster takes it. */
final class ClientBody implements Content {
    private final Request request;
    private final AtomicLong bytes;

    private ClientBody(Request request, AtomicLong bytes) {
        this.request = request;
        this.bytes = bytes;
    }

    /** Returns the body of a request, or null when it has none. */
    static @Nullable ClientBody of(Request request, AtomicLong bytes) {
        boolean declared = request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) || request.getLength() > 0;
        // With HTTP/2 a request may have a body without a length.
        boolean undeclared = request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
                && request.getLength() < 0
                && !request.getMethod().equals("GET")
                && !request.getMethod().equals("HEAD");
        return declared || undeclared ? new ClientBody(request, bytes) : null;
    }

    @Override
    public long getLength() {
        return request.getLength();
    }

    @Override
    public org.eclipse.jetty.io.Content.Chunk read() {
        org.eclipse.jetty.io.Content.Chunk chunk = request.read();
        if (chunk != null) {
            bytes.addAndGet(chunk.remaining());
        }
        return chunk;
    }

    @Override
    public void demand(Runnable demandCallback) {
        request.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
        request.fail(failure);
    }
}
