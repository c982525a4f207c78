package dev.watchworks.page.http;

import dev.watchworks.loopback.DisconnectDetector;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events to one page, one after the other. No thread waits for the page. */
final class EventStream extends IteratingCallback {

    /** A page that reads nothing for so many events is gone, or sleeps; it connects again and gets the state. */
    private static final int MOST_WAITING = 512;

    /** How soon a browser tries again by itself, in milliseconds; on loopback a try costs nothing. */
    private static final String RETRY = "retry: 500\n";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Consumer<EventStream> whenDone;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private volatile @Nullable DisconnectDetector disconnects;

    EventStream(Request request, Response response, Callback callback, Consumer<EventStream> whenDone) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.whenDone = whenDone;
    }

    /** A message in the form of server-sent events. JSON has no line breaks, so it is one line of data. */
    static byte[] message(String json) {
        return (RETRY + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    void start() {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream; charset=utf-8");
        request.addFailureListener(this::abort);
        disconnects = DisconnectDetector.start(request, () -> abort(new EofException("the page is closed")));
        iterate();
    }

    /** Adds a message. Call {@link #send} afterwards, without a lock. */
    void queue(byte[] message) {
        synchronized (waiting) {
            waiting.add(message);
        }
    }

    void send() {
        boolean isTooSlow;
        synchronized (waiting) {
            isTooSlow = waiting.size() > MOST_WAITING;
        }
        if (isTooSlow) {
            abort(new EofException("the page reads nothing"));
        } else {
            iterate();
        }
    }

    @Override
    protected Action process() {
        byte[] next;
        synchronized (waiting) {
            next = waiting.poll();
        }
        if (next == null) {
            return Action.IDLE;
        }
        response.write(false, ByteBuffer.wrap(next), this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        DisconnectDetector started = disconnects;
        if (started != null) {
            started.stop();
        }
        whenDone.accept(this);
        callback.failed(cause);
    }
}
