package dev.watchworks.gateway.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What went over the wire so far. Every returned value is an immutable snapshot. Safe for use by several threads. */
public interface WireLog {

    /** How many characters of a stream line are kept at most. */
    int TEXT_LIMIT = 16 * 1024;

    /** Returns the wall-clock time of the origin, for display only. Compute intervals from the monotonic times. */
    Instant startedAt();

    /** Returns {@link System#nanoTime()} of the origin, so that a caller can place its own events on the timeline. */
    long originNanos();

    /** Returns the time since the origin. */
    Duration now();

    /** Returns all events in order. */
    List<WireEvent> events();

    /** Returns all exchanges in the order of their requests, in their present state. */
    List<Exchange> exchanges();

    /** Returns the exchanges whose request matches. */
    default List<Exchange> exchanges(Predicate<ApiCall> matching) {
        return exchanges().stream()
                .filter(exchange -> matching.test(exchange.call()))
                .toList();
    }

    /** Returns the watch requests of a resource, such as {@code pods}, with a response or without. */
    default List<Exchange> watches(String resource) {
        return exchanges(call -> call.isWatch() && call.resource().equals(resource));
    }

    /** Returns the list requests of a resource, such as {@code pods}. */
    default List<Exchange> lists(String resource) {
        return exchanges(call -> call.isList() && call.resource().equals(resource));
    }

    /** Returns the lines that went to the client in one exchange. */
    default List<StreamLine> lines(Exchange exchange) {
        return events().stream()
                .filter(event -> event instanceof WireEvent.LineSent sent
                        && sent.exchange().id() == exchange.id())
                .map(event -> ((WireEvent.LineSent) event).line())
                .toList();
    }

    /** Returns the sums up to now. */
    Counters counters();

    /**
     * Calls a listener for each event from now on, on the thread of the event and under no lock. The listener may get
     * events of different exchanges in another order than {@link #events()} has. An exception of a listener is ignored.
     * A listener that blocks delays the stream.
     *
     * @return close it to end the calls
     */
    Subscription listen(Consumer<WireEvent> listener);

    /**
     * Waits until a condition holds. It tests the condition at once and after each event, without polling.
     *
     * @return whether the condition was met in time
     * @throws InterruptedException when the calling thread is interrupted
     */
    boolean await(Predicate<WireLog> condition, Duration atMost) throws InterruptedException;

    /** The subscription of a listener; {@link #close} ends it. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
