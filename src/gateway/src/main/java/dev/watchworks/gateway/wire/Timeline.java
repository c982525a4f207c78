package dev.watchworks.gateway.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What went over the wire so far; every answer is an immutable snapshot. Safe for use by many threads. */
public interface Timeline {

    /** The most characters of a stream line that are kept. */
    int TEXT_LIMIT = 16 * 1024;

    /** The wall-clock time of the origin, for people; intervals come from the monotonic times alone. */
    Instant startedAt();

    /** {@link System#nanoTime()} of the origin, for whoever wants to put events of its own on the same line. */
    long originNanos();

    /** Now, since the origin. */
    Duration now();

    /** All events in order. */
    List<WireEvent> events();

    /** All exchanges in the order of their requests, as they stand now. */
    List<Exchange> exchanges();

    /** The exchanges whose request matches. */
    default List<Exchange> exchanges(Predicate<ApiCall> matching) {
        return exchanges().stream()
                .filter(exchange -> matching.test(exchange.call()))
                .toList();
    }

    /** The watch requests of a resource, such as {@code pods}, answered or not. */
    default List<Exchange> watches(String resource) {
        return exchanges(call -> call.isWatch() && call.resource().equals(resource));
    }

    /** The list requests of a resource, such as {@code pods}. */
    default List<Exchange> lists(String resource) {
        return exchanges(call -> call.isList() && call.resource().equals(resource));
    }

    /** The lines that went to the client in one exchange. */
    default List<StreamLine> lines(Exchange exchange) {
        return events().stream()
                .filter(event -> event instanceof WireEvent.LineSent sent
                        && sent.exchange().id() == exchange.id())
                .map(event -> ((WireEvent.LineSent) event).line())
                .toList();
    }

    /** Sums, as they stand now. */
    Counters counters();

    /**
     * Calls a listener for each event from now on, on the thread that made the event and under no lock. Events of
     * different exchanges may be handed over in another order than they have in {@link #events()}. What a listener
     * throws is dropped; one that blocks holds up the stream.
     *
     * @return ends the calls when closed
     */
    Subscription listen(Consumer<WireEvent> listener);

    /**
     * Waits until a condition on the wire holds; it is tried at once and after each event, without polling.
     *
     * @return whether it came to hold in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    boolean await(Predicate<Timeline> condition, Duration atMost) throws InterruptedException;

    /** A listener's place at a timeline. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
