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
 * Writes a watch as fast as its client reads: one write at a time, and no thread waits between writes. The server buffers
 * nothing for a client that does not read. The watch ends when the client is too far behind.
 */
final class WatchWriter extends IteratingCallback {
    /** One write sends all frames that are ready, up to about this size. */
    private static final int BATCH_BYTES = 64 * 1024;

    private final WatchStream watch;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Executor executor;
    private final AtomicBoolean waking = new AtomicBoolean();
    private final Consumer<WatchWriter> whenDone;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private volatile boolean ending;
    private volatile @Nullable DisconnectDetector disconnects;
    private boolean headersSent;
    private boolean lastSent;

    WatchWriter(
            WatchStream watch, Request request, Response response, Callback callback, Consumer<WatchWriter> whenDone) {
        this.watch = watch;
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.executor = request.getComponents().getExecutor();
        this.whenDone = whenDone;
    }

    void start() {
        request.addFailureListener(this::abortWatch);
        disconnects =
                DisconnectDetector.start(request, () -> abortWatch(new EofException("the client has disconnected")));
        watch.onReady(this::wake);
        iterate();
    }

    /** The notification thread calls this, and it must not wait for sockets. */
    private void wake() {
        if (waking.compareAndSet(false, true)) {
            try {
                executor.execute(() -> {
                    waking.set(false);
                    iterate();
                });
            } catch (RejectedExecutionException stopped) {
                abortWatch(stopped);
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
        if (ending || watch.ended()) {
            lastSent = true;
            stopListening();
            response.write(true, ByteBuffer.allocate(0), this);
            return Action.SCHEDULED;
        }
        return Action.IDLE;
    }

    private @Nullable ByteBuffer batch() {
        byte[] first = watch.poll();
        if (first == null) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>();
        int length = 0;
        for (byte[] frame = first; frame != null; frame = length < BATCH_BYTES ? watch.poll() : null) {
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
        watch.cancel();
        whenDone.accept(this);
        done.complete(null);
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        stopListening();
        watch.cancel();
        whenDone.accept(this);
        done.complete(null);
        if (response.isCommitted()) {
            callback.failed(cause);
        } else {
            // Not a failure: the watch has ended, and a client that has closed its side may still read.
            response.write(true, ByteBuffer.allocate(0), callback);
        }
    }

    private void stopListening() {
        DisconnectDetector started = disconnects;
        if (started != null) {
            started.stop();
        }
    }

    /** Ends the response cleanly after the current write. */
    CompletableFuture<?> end() {
        ending = true;
        wake();
        return done;
    }

    /** Ends the watch and its connection, because the client has disconnected or the server stops. */
    void abortWatch(Throwable cause) {
        watch.cancel();
        abort(cause);
    }
}
