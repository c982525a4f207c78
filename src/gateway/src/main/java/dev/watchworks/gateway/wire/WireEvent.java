package dev.watchworks.gateway.wire;

import java.time.Duration;

/** Something that happened on the wire, at a monotonic time since the timeline's origin. */
public sealed interface WireEvent {

    /** Returns when it happened, since the timeline's origin. */
    Duration at();

    /**
     * A client's TLS connection was set up.
     *
     * @param connection number of the connection, from 1
     */
    record ConnectionOpened(Duration at, long connection, Protocol protocol) implements WireEvent {}

    /** A client's TLS connection was closed, by either side. */
    record ConnectionClosed(Duration at, long connection, Protocol protocol) implements WireEvent {}

    /** A request's headers were read. */
    record RequestReceived(Duration at, Exchange exchange) implements WireEvent {}

    /** A response's headers are about to go to the client. */
    record ResponseStarted(Duration at, Exchange exchange) implements WireEvent {}

    /** A whole line of a watch stream is about to go to the client. */
    record LineSent(Duration at, Exchange exchange, StreamLine line) implements WireEvent {}

    /**
     * An exchange has ended. It is recorded after the end was written, so a client may see the end a moment earlier.
     */
    record ExchangeEnded(Duration at, Exchange exchange) implements WireEvent {}

    /**
     * A fault struck.
     *
     * @param exchange number of the exchange that it struck; 0 when it struck the whole gateway
     * @param fault what happened: a sentence from the client's point of view, without its full stop
     * @param cue the cue in words
     */
    record FaultStruck(Duration at, long exchange, String fault, String cue) implements WireEvent {}
}
