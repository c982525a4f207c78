package dev.watchworks.gateway.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Records a timeline. Each method records one event, and then calls the listeners outside the lock. */
public final class WireLogRecorder implements WireLog {
    /** How much text of stream lines is kept: 64 MiB, so that many events cannot fill the memory. */
    private static final long TEXT_BUDGET = 64L * 1024 * 1024;

    private final long originNanos = System.nanoTime();
    private final Instant startedAt = Instant.now();
    private final Object lock = new Object();
    private final List<WireEvent> events = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final CounterAccumulator accumulator = new CounterAccumulator();
    private final List<Consumer<WireEvent>> listeners = new CopyOnWriteArrayList<>();
    private long textKept;

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public long originNanos() {
        return originNanos;
    }

    @Override
    public Duration now() {
        return Duration.ofNanos(System.nanoTime() - originNanos);
    }

    @Override
    public List<WireEvent> events() {
        synchronized (lock) {
            return List.copyOf(events);
        }
    }

    @Override
    public List<Exchange> exchanges() {
        synchronized (lock) {
            return List.copyOf(exchanges);
        }
    }

    @Override
    public Counters counters() {
        synchronized (lock) {
            return accumulator.counters();
        }
    }

    @Override
    public Subscription listen(Consumer<WireEvent> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public boolean await(Predicate<WireLog> condition, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            int seen = eventCount();
            if (condition.test(this)) {
                return true;
            }
            if (!awaitMoreThan(seen, deadline)) {
                return condition.test(this);
            }
        }
    }

    private int eventCount() {
        synchronized (lock) {
            return events.size();
        }
    }

    private boolean awaitMoreThan(int seen, long deadline) throws InterruptedException {
        synchronized (lock) {
            while (events.size() <= seen) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // wait(0) would wait for ever.
                lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            }
            return true;
        }
    }

    /** A client's TLS connection was set up. */
    public void connectionOpened(long connection, Protocol protocol) {
        append(at -> new WireEvent.ConnectionOpened(at, connection, protocol));
    }

    /** A client's TLS connection was closed. */
    public void connectionClosed(long connection, Protocol protocol) {
        append(at -> new WireEvent.ConnectionClosed(at, connection, protocol));
    }

    /**
     * A request arrived.
     *
     * @return the number of its exchange
     */
    public long requestReceived(long connection, Protocol protocol, ApiCall call, String userAgent) {
        WireEvent event = append(at -> {
            Exchange exchange = new Exchange(
                    exchanges.size() + 1L,
                    connection,
                    protocol,
                    call,
                    userAgent,
                    at,
                    null,
                    null,
                    0,
                    0,
                    0,
                    0,
                    Ending.OPEN,
                    "");
            exchanges.add(exchange);
            return new WireEvent.RequestReceived(at, exchange);
        });
        return ((WireEvent.RequestReceived) event).exchange().id();
    }

    /** The response's headers are about to go to the client. */
    public void responseStarted(long id, int status) {
        append(at -> new WireEvent.ResponseStarted(at, change(id, before -> before.answered(at, status))));
    }

    /**
     * A whole line of a watch stream is about to go to the client. Its text is dropped once the memory limit is
     * reached.
     */
    public void lineSent(long id, StreamLine line) {
        append(at -> {
            StreamLine kept = textKept + line.text().length() > TEXT_BUDGET ? line.withText("") : line;
            textKept += kept.text().length();
            return new WireEvent.LineSent(at, change(id, before -> before.withLine(line.bytes())), kept);
        });
    }

    /** The exchange has ended. It is called once for each exchange. */
    public void ended(long id, Ending ending, long requestBytes, long responseBytes, String detail) {
        append(at -> new WireEvent.ExchangeEnded(
                at, change(id, before -> before.ended(at, ending, requestBytes, responseBytes, detail))));
    }

    /** A fault struck an exchange, or the whole gateway when the number is 0. */
    public void faultStruck(long exchange, String fault, String cue) {
        append(at -> new WireEvent.FaultStruck(at, exchange, fault, cue));
    }

    /** The caller holds the lock. */
    private Exchange change(long id, UnaryOperator<Exchange> change) {
        Exchange after = change.apply(exchanges.get((int) id - 1));
        exchanges.set((int) id - 1, after);
        return after;
    }

    private WireEvent append(Function<Duration, WireEvent> eventLocked) {
        WireEvent event;
        synchronized (lock) {
            event = eventLocked.apply(now());
            events.add(event);
            accumulator.count(event);
            lock.notifyAll();
        }
        for (Consumer<WireEvent> listener : listeners) {
            tell(listener, event);
        }
        return event;
    }

    private static void tell(Consumer<WireEvent> listener, WireEvent event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            // A listener's failure must not disturb the exchange.
        }
    }
}
