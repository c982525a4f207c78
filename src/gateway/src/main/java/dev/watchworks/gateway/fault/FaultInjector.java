package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the armed faults and decides which exchanges they strike. It is the proxy's side of {@link Faults}. */
public final class FaultInjector {
    private final ListeningSocketFault.ListeningSocket socket;
    private final Function<Duration, CompletionStage<Void>> timer;
    private final StrikeListener listener;
    private final Object lock = new Object();
    private final List<ArmedFault> armedFaults = new CopyOnWriteArrayList<>();
    private final Set<ExchangeFaults> openStreams = ConcurrentHashMap.newKeySet();

    /** Is called at each strike, under no lock. */
    public interface StrikeListener {
        /** A fault struck an exchange, or the whole gateway when the number is 0. */
        void struck(long exchange, String fault, String cue);
    }

    /**
     * Makes an injector without a fault.
     *
     * @param socket the gateway's listening socket, for {@link ListeningSocketFault}
     * @param timer returns a stage that completes after a duration
     * @param listener is called at each strike
     */
    public FaultInjector(
            ListeningSocketFault.ListeningSocket socket,
            Function<Duration, CompletionStage<Void>> timer,
            StrikeListener listener) {
        this.socket = socket;
        this.timer = timer;
        this.listener = listener;
    }

    /** Returns the object with which a test prepares faults. */
    public Faults faults() {
        return new Faults(this);
    }

    /** Returns the faults that may strike the exchange of a new request. */
    public ExchangeFaults onRequest(long exchange, ApiCall call) {
        synchronized (lock) {
            return new ExchangeFaults(
                    this,
                    exchange,
                    call,
                    armedFaults.stream().filter(one -> one.means(call)).toList(),
                    all());
        }
    }

    ArmedFault arm(Cue cue, Fault fault, int limit) {
        boolean needsAnswer = fault instanceof ErrorResponseFault || fault instanceof DelayFault;
        if (cue.events() > 0 && needsAnswer) {
            throw new IllegalArgumentException(Faults.words(fault)
                    + " strikes an answer before it begins, so its cue cannot wait for events: " + cue
                    + ". Use a cue without events, or Cue.after(another fault) to have it follow one.");
        }
        ArmedFault armed = new ArmedFault(cue, fault, limit, socket);
        synchronized (lock) {
            armedFaults.add(armed);
        }
        return armed;
    }

    ArmedFault strikeNow(Cue cue, Fault fault) {
        if (cue.events() > 0 || cue.nth() > 0) {
            throw new IllegalArgumentException("what strikes now cannot wait for a request or an event: " + cue);
        }
        if (fault instanceof ListeningSocketFault ofSocket) {
            ArmedFault armed = ArmedFault.now(cue, fault, socket);
            armedFaults.add(armed);
            strikeListeningSocket(armed, ofSocket, 0);
            return armed;
        }
        if (!(fault instanceof StreamFault)) {
            throw new IllegalArgumentException(
                    Faults.words(fault) + " strikes an answer before it begins; use when(cue).then(fault).");
        }
        Set<ExchangeFaults> targets = openStreams.stream()
                .filter(stream -> cue.matches(stream.call()))
                .collect(Collectors.toSet());
        ArmedFault armed = ArmedFault.now(cue, fault, socket);
        targets.forEach(stream -> stream.target(armed));
        armedFaults.add(armed);
        targets.forEach(ExchangeFaults::wake);
        return armed;
    }

    boolean strikeListeningSocket(ArmedFault armed, ListeningSocketFault fault, long exchange) {
        if (!armed.claim()) {
            return false;
        }
        struck(exchange, armed);
        fault.strike(socket);
        return true;
    }

    void struck(long exchange, ArmedFault armed) {
        listener.struck(exchange, armed.fault().description(), armed.cue().toString());
    }

    CompletionStage<Void> pause(Duration duration) {
        return timer.apply(duration);
    }

    void opened(ExchangeFaults stream) {
        openStreams.add(stream);
    }

    void closed(ExchangeFaults stream) {
        openStreams.remove(stream);
    }

    /** Returns all armed faults without a copy, because each line of a stream needs them. */
    Iterable<ArmedFault> armed() {
        return armedFaults;
    }

    List<ArmedFault> all() {
        return List.copyOf(armedFaults);
    }
}
