package dev.watchworks.apiserver.http;

import dev.watchworks.apiserver.storage.WatchStream;
import dev.watchworks.loopback.DisconnectDetector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Writes a watch as fast as its client reads: one write under way at a time, no thread held between writes. While a
 * client does not read, frames stay in the feed, which ends itself when it is full.
 */
final class WatchWriter extends IteratingCallback {
    /** Frames that are there together leave in one write, up to so many bytes. */
    private static final int BATCH_BYTES = 64 * 1024;

    private final WatchStream feed;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Executor executor;
    private final AtomicBoolean wakening = new AtomicBoolean();
    private final Consumer<WatchWriter> whenDone;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private volatile boolean ending;
    private volatile @Nullable DisconnectDetector presence;
    private boolean headersSent;
    private boolean lastSent;

    WatchWriter(
            WatchStream feed, Request request, Response response, Callback callback, Consumer<WatchWriter> whenDone) {
        this.feed = feed;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.executor = request.getComponents().getExecutor();
        this.whenDone = whenDone;
    }

    void start() {
        request.addFailureListener(this::gone);
        presence = DisconnectDetector.start(request, () -> gone(new EofException("the client hung up")));
        feed.onReady(this::wake);
        iterate();
    }

    /** Called by the server's writing thread, which must not wait for sockets. */
    private void wake() {
        if (wakening.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    wakening.set(false);
                    iterate();
                });
            } catch (RejectedExecutionException stopped) {
                gone(stopped);
            }
        }
    }

    @Override
    protected Action process() {
        if (lastSent) {
            return Action.SUCCEEDED;
        }
        if (!headersSent) {
            headersSent = true;
            response.write(false, ByteBuffer.allocate(0), this);
            return Action.SCHEDULED;
        }
        ByteBuffer batch = ending ? null : batch();
        if (batch != null) {
            response.write(false, batch, this);
            return Action.SCHEDULED;
        }
        if (ending || feed.ended()) {
            lastSent = true;
            stopListening();
            response.write(true, ByteBuffer.allocate(0), this);
            return Action.SCHEDULED;
        }
        return Action.IDLE;
    }

    private @Nullable ByteBuffer batch() {
        byte[] first = feed.poll();
        if (first == null) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>();
        int length = 0;
        for (byte[] frame = first; frame != null; frame = length < BATCH_BYTES ? feed.poll() : null) {
            frames.add(frame);
            length += frame.length;
        }
        if (frames.size() == 1) {
            return ByteBuffer.wrap(first).asReadOnlyBuffer();
        }
        ByteBuffer batch = ByteBuffer.allocate(length);
        frames.forEach(batch::put);
        return batch.flip();
    }

    @Override
    protected void onCompleteSuccess() {
        feed.cancel();
        whenDone.accept(this);
        done.complete(null);
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        stopListening();
        feed.cancel();
        whenDone.accept(this);
        done.complete(null);
        if (response.isCommitted()) {
            callback.failed(cause);
        } else {
            // Nothing went wrong: a client that has no more to say may still read, and its watch is over.
            response.write(true, ByteBuffer.allocate(0), callback);
        }
    }

    private void stopListening() {
        DisconnectDetector listening = presence;
        if (listening != null) {
            listening.stop();
        }
    }

    /** Ends the response cleanly after the write that is under way. */
    CompletableFuture<?> end() {
        ending = true;
        wake();
        return done;
    }

    /** The client has gone, or the server goes. */
    void gone(Throwable cause) {
        feed.cancel();
        abort(cause);
    }
}
