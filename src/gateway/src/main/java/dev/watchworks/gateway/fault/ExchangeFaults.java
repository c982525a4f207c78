package dev.watchworks.gateway.fault;

import dev.watchworks.gateway.wire.ApiCall;
import dev.watchworks.gateway.wire.StreamLine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The faults that may strike one exchange. One thread at a time calls its methods, in the order of the exchange. Only
 * the {@link FaultInjector} calls {@link #target} and {@link #wake} from other threads.
 */
public final class ExchangeFaults {
    private final FaultInjector injector;
    private final long exchange;
    private final ApiCall call;
    /** The faults that were armed before the request and whose cue matches it. */
    private final List<ArmedFault> meant;
    /** All faults that were armed before the request, whether their cue matches it or not. */
    private final Set<ArmedFault> armedBefore;

    private final Set<ArmedFault> targeting = ConcurrentHashMap.newKeySet();
    private final Set<ArmedFault> done = new HashSet<>();
    private final Map<ArmedFault, Integer> events = new HashMap<>();
    private volatile Runnable wake = () -> {};

    ExchangeFaults(
            FaultInjector injector,
            long exchange,
            ApiCall call,
            List<ArmedFault> meant,
            Collection<ArmedFault> armedBefore) {
        this.injector = injector;
        this.exchange = exchange;
        this.call = call;
        this.meant = meant;
        this.armedBefore = Set.copyOf(armedBefore);
    }

    ApiCall call() {
        return call;
    }

    /** Strikes with the faults of the listening socket whose cue is this request. */
    public void strikeListeningSocket() {
        for (ArmedFault armed : meant) {
            if (armed.fault() instanceof ListeningSocketFault fault
                    && armed.cue().events() == 0) {
                injector.strikeListeningSocket(armed, fault, exchange);
            }
        }
    }

    /** Returns the response of the first fault that answers in place of the cluster, or null. */
    public @Nullable GatewayResponse errorResponse() {
        for (ArmedFault armed : meant) {
            if (armed.fault() instanceof ErrorResponseFault fault && fault.appliesTo(call) && armed.claim()) {
                injector.struck(exchange, armed);
                return fault.response(call);
            }
        }
        return null;
    }

    /** Returns a stage that completes when the response may go to the client, or null when no fault delays it. */
    public @Nullable CompletionStage<Void> hold() {
        CompletableFuture<Void> held = null;
        for (ArmedFault armed : meant) {
            if (armed.fault() instanceof DelayFault fault && fault.appliesTo(call) && armed.claim()) {
                injector.struck(exchange, armed);
                CompletableFuture<Void> one = fault.hold(delayContext(armed)).toCompletableFuture();
                held = held == null ? one : CompletableFuture.allOf(held, one);
            }
        }
        return held;
    }

    private DelayFault.DelayContext delayContext(ArmedFault armed) {
        return new DelayFault.DelayContext() {
            @Override
            public CompletionStage<Void> untilLifted() {
                return armed.untilLifted();
            }

            @Override
            public CompletionStage<Void> pause(Duration duration) {
                return injector.pause(duration);
            }
        };
    }

    /** The response streams from now on. A fault that strikes before {@link #onStrike} waits for it. */
    public void opened() {
        if (call.isWatch()) {
            injector.opened(this);
        }
    }

    /**
     * Sets what to call, on any thread, when {@link #next} must be called again. Call {@link #next} once after this.
     */
    public void onStrike(Runnable ask) {
        wake = ask;
    }

    /** The response has ended. */
    public void closed() {
        injector.closed(this);
    }

    /** Strikes at this place with the next fault that is due, and returns its effect, or null when none is due. */
    public @Nullable StreamEffect next(StreamPosition position) {
        for (ArmedFault armed : injector.armed()) {
            if (!isDue(armed)) {
                continue;
            }
            if (armed.fault() instanceof ListeningSocketFault fault
                    && armed.cue().events() > 0) {
                done.add(armed);
                injector.strikeListeningSocket(armed, fault, exchange);
            } else if (armed.fault() instanceof StreamFault fault && fault.ready(position)) {
                done.add(armed);
                if (armed.claim()) {
                    injector.struck(exchange, armed);
                    return fault.strike(position);
                }
            }
        }
        return null;
    }

    /** Counts a line that went to the client. */
    public void sent(StreamLine line) {
        for (ArmedFault armed : injector.armed()) {
            if (armed.cue().events() > 0 && armed.cue().counts(line)) {
                events.merge(armed, 1, Integer::sum);
            }
        }
    }

    private boolean isDue(ArmedFault armed) {
        return !done.contains(armed)
                && !armed.isLifted()
                && armed.fault().appliesTo(call)
                && events.getOrDefault(armed, 0) >= armed.cue().events()
                && concerns(armed);
    }

    private boolean concerns(ArmedFault armed) {
        if (meant.contains(armed) || targeting.contains(armed)) {
            return true;
        }
        // A fault that was armed since then counts this stream's events too, unless its cue is a later request.
        Cue cue = armed.cue();
        return !armedBefore.contains(armed) && cue.events() > 0 && cue.nth() == 0 && cue.matches(call);
    }

    void target(ArmedFault armed) {
        targeting.add(armed);
    }

    void wake() {
        wake.run();
    }
}
