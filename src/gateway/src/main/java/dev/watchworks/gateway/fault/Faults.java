package dev.watchworks.gateway.fault;

import java.util.List;

/**
 * Arms faults.
 *
 * <pre>{@code
 * ArmedFault reset = faults.when(Cue.watch("pods").afterEvents(3)).then(new ResetStream());
 * faults.when(Cue.list("pods")).times(2).then(new TooManyRequests(Duration.ofSeconds(1)));
 * faults.now(Cue.watch("pods"), new EndStream());
 * }</pre>
 */
public final class Faults {
    private final FaultInjector injector;

    Faults(FaultInjector injector) {
        this.injector = injector;
    }

    /** Begins a plan: the fault strikes on this cue, once unless told otherwise. */
    public FaultBuilder when(Cue cue) {
        return new FaultBuilder(cue, 1);
    }

    /**
     * Strikes at once: a fault of streams each open watch stream that the cue names (a cue with a number or with events
     * is refused), a fault of the door the gateway. A fault that has to wait for its place on a stream waits there.
     */
    public ArmedFault now(Cue cue, Fault fault) {
        return injector.strikeNow(cue, fault);
    }

    /** Strikes the gateway, or all open watch streams, at once. */
    public ArmedFault now(Fault fault) {
        return injector.strikeNow(Cue.anyWatch(), fault);
    }

    /** All armed faults in the order of arming, lifted and spent ones too. */
    public List<ArmedFault> all() {
        return injector.all();
    }

    /** The armed faults that have not struck, so that a check can say so. */
    public List<ArmedFault> neverStruck() {
        return all().stream().filter(armed -> !armed.hasStruck()).toList();
    }

    /** Lifts all faults. */
    public void liftAll() {
        all().forEach(ArmedFault::lift);
    }

    static String words(Fault fault) {
        String words = fault.toString();
        return words.endsWith("[]") ? words.substring(0, words.length() - 2) : words;
    }

    /** A fault being armed; nothing is armed before {@link #then(Fault)}. */
    public final class FaultBuilder {
        private final Cue cue;
        private final int limit;

        private FaultBuilder(Cue cue, int limit) {
            this.cue = cue;
            this.limit = limit;
        }

        /** Strikes once, the default: on the first occasion only. */
        public FaultBuilder once() {
            return times(1);
        }

        /** Strikes on that many occasions; a stream is struck once by each injector. */
        public FaultBuilder times(int strikes) {
            if (strikes < 1) {
                throw new IllegalArgumentException("a fault strikes at least once, not " + strikes + " times");
            }
            return new FaultBuilder(cue, strikes);
        }

        /** Strikes on each occasion until it is lifted. */
        public FaultBuilder always() {
            return new FaultBuilder(cue, Integer.MAX_VALUE);
        }

        /** Arms the fault. */
        public ArmedFault then(Fault fault) {
            return injector.arm(cue, fault, limit);
        }
    }
}
