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
 * Moves an answer's body from the cluster to the client, one write at a time: the cluster is read only when the client
 * has taken what came before, so a slow client slows its own stream down and nothing piles up. A watch goes line by line,
 * and faults strike between two lines; other bodies go as they come.
 */
final class ResponseForwarder extends IteratingCallback {

    /** What the pump tells its exchange. */
    interface Listener {
        /** A whole line is about to go to the client. */
        void sending(StreamLine line);

        /** Bytes of the body went to the client. */
        void sent(int bytes);

        /** The body's end is about to go to the client: by a fault, or as the cluster ended it. */
        void ending(boolean byFault);

        /** The body's end went to the client. */
        void ended();

        /** The client must see the answer broken off: by a fault, or by the cluster when there is none. */
        void broken(StreamEffect.@Nullable Then byFault, @Nullable Throwable byCluster);

        /** A fault ends the answer: the cluster's need not go on. */
        void cancelCluster();

        /** The client does not take the answer any more. */
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

    /** Prepares to move; {@link #iterate()} begins. Lines are told apart where the body is a JSON watch. */
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
            // The client learns at once that its watch stands, long before the first event.
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

    /** Whether a fault struck; what it sends is then first in line. */
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
            // What was read and not sent is lost with the stream: the client gets it when it resumes.
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
            // Told before it is written: whoever saw what the client does with it finds it told.
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
