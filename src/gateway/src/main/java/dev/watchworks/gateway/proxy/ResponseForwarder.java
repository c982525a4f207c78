package dev.watchworks.gateway.proxy;

import dev.watchworks.gateway.fault.ExchangeFaults;
import dev.watchworks.gateway.fault.StreamEffect;
import dev.watchworks.gateway.fault.StreamPosition;
import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import dev.watchworks.gateway.wire.StreamLineParser;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Forwards a response's body from the cluster to the client, one write at a time. It reads from the cluster only after
 * the client has taken the bytes before. So a slow client slows down its own stream, and the gateway buffers little. It
 * forwards a watch line by line, and faults strike between two lines. It forwards other bodies as they come.
 */
final class ResponseForwarder extends IteratingCallback {

    /** Is called at the steps of the response; the exchange implements it. */
    interface Listener {
        /** A whole line is about to go to the client. */
        void sending(StreamLine line);

        /** A number of the body's bytes went to the client. */
        void sent(int bytes);

        /** The body's end is about to go to the client, either by a fault or because the cluster ended the body. */
        void ending(boolean byFault);

        /** The body's end went to the client. */
        void ended();

        /** The response must be broken off: by a fault, or because the cluster failed when {@code byFault} is null. */
        void broken(StreamEffect.@Nullable Then byFault, @Nullable Throwable byCluster);

        /** A fault ends the response: the cluster's response is not needed any more. */
        void cancelCluster();

        /** The client does not read the response any more. */
        void clientGone(Throwable failure);
    }

    private record Piece(byte[] bytes, @Nullable StreamLine line) {}

    private final ApiCall call;
    private final ExchangeFaults faults;
    private final Content.Source source;
    private final Content.Sink sink;
    private final Listener listener;
    private final @Nullable StreamLineSplitter splitter;
    private final Queue<Piece> pending = new ArrayDeque<>();
    private final Queue<byte[]> lines = new ArrayDeque<>();
    private boolean begun;
    private boolean lastWritten;
    private boolean sourceEnded;
    private volatile boolean demanded;
    private @Nullable Throwable sourceFailure;
    private @Nullable Piece inFlight;
    private StreamEffect.@Nullable Then struck;
    private @Nullable StreamLine last;
    private long lineCount;

    /** Prepares; {@link #iterate()} starts. With {@code ofLines} the body is a watch in JSON and goes line by line. */
    ResponseForwarder(
            ApiCall call,
            ExchangeFaults faults,
            Content.Source source,
            Content.Sink sink,
            boolean ofLines,
            Listener listener) {
        this.call = call;
        this.faults = faults;
        this.source = source;
        this.sink = sink;
        this.listener = listener;
        splitter = ofLines ? new StreamLineSplitter() : null;
    }

    @Override
    protected Action process() {
        if (lastWritten) {
            return Action.SUCCEEDED;
        }
        if (!begun && call.isWatch()) {
            // The client gets the headers at once, long before the first event.
            begun = true;
            return write(BufferUtil.EMPTY_BUFFER);
        }
        while (struck == null) {
            if (strike() || !pending.isEmpty()) {
                break;
            }
            if (sourceEnded) {
                return endAsCluster();
            }
            if (!read()) {
                return Action.IDLE;
            }
        }
        Piece piece = pending.poll();
        return piece == null ? endAsStruck() : write(piece);
    }

    /** Lets a fault strike and returns whether one did. What it sends goes first. */
    private boolean strike() {
        Piece next = pending.peek();
        StreamEffect strike = faults.next(new StreamPosition(
                call,
                splitter != null,
                last,
                next == null ? null : next.line,
                next == null ? new byte[0] : next.bytes));
        if (strike == null) {
            return false;
        }
        Queue<Piece> rest = new ArrayDeque<>(pending);
        pending.clear();
        if (strike.bytes().length > 0) {
            pending.add(piece(strike.bytes()));
        }
        if (strike.then() == StreamEffect.Then.CONTINUE) {
            pending.addAll(rest);
        } else {
            // Lines that were read but not sent are dropped. The client gets them when it resumes.
            struck = strike.then();
            listener.cancelCluster();
        }
        return true;
    }

    private Piece piece(byte[] bytes) {
        boolean whole = splitter != null && bytes[bytes.length - 1] == '\n';
        return new Piece(bytes, whole ? StreamLineParser.parse(bytes) : null);
    }

    private boolean read() {
        Content.Chunk chunk = source.read();
        if (chunk == null) {
            if (!demanded) {
                demanded = true;
                source.demand(this::readAgain);
            }
            return false;
        }
        if (Content.Chunk.isFailure(chunk)) {
            sourceFailure = chunk.getFailure();
            sourceEnded = true;
        } else {
            take(chunk.getByteBuffer());
            sourceEnded = chunk.isLast();
        }
        chunk.release();
        if (sourceEnded && splitter != null) {
            byte[] rest = splitter.rest();
            if (rest != null) {
                pending.add(new Piece(rest, null));
            }
        }
        return true;
    }

    private void readAgain() {
        demanded = false;
        iterate();
    }

    private void take(ByteBuffer bytes) {
        if (splitter == null) {
            if (bytes.hasRemaining()) {
                pending.add(new Piece(BufferUtil.toArray(bytes), null));
            }
            return;
        }
        splitter.split(bytes, lines);
        for (byte[] line = lines.poll(); line != null; line = lines.poll()) {
            pending.add(piece(line));
        }
    }

    private Action write(Piece piece) {
        begun = true;
        inFlight = piece;
        if (piece.line != null) {
            // Recorded before it is written, so that a reader who sees the client react also finds the record.
            listener.sending(piece.line.withIndex(++lineCount));
        }
        return write(ByteBuffer.wrap(piece.bytes));
    }

    private Action write(ByteBuffer bytes) {
        sink.write(false, bytes, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
        Piece sent = inFlight;
        inFlight = null;
        if (sent == null) {
            return;
        }
        listener.sent(sent.bytes.length);
        StreamLine line = sent.line;
        if (line != null) {
            last = line.resourceVersion().isEmpty() ? last : line;
            faults.sent(line);
        }
    }

    private Action endAsCluster() {
        if (sourceFailure != null) {
            listener.broken(null, sourceFailure);
            return Action.IDLE;
        }
        return writeLast();
    }

    private Action endAsStruck() {
        if (struck == StreamEffect.Then.END) {
            return writeLast();
        }
        listener.broken(struck, null);
        return Action.IDLE;
    }

    private Action writeLast() {
        lastWritten = true;
        listener.ending(struck != null);
        sink.write(true, BufferUtil.EMPTY_BUFFER, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        listener.ended();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        source.fail(cause);
        listener.clientGone(cause);
    }
}
