package dev.watchworks.gateway.fault;

import java.util.List;

/**
 * Prepares faults. A fault strikes (takes effect) when its cue comes: a request, or a number of events of a watch.
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

    /** Prepares a fault that strikes on this cue, by default once. Call {@link FaultBuilder#then} to finish. */
    public FaultBuilder when(Cue cue) {
        return new FaultBuilder(cue, 1);
    }

    /**
     * Strikes at once. A {@link StreamFault} strikes each open watch stream that the cue matches; if it cannot strike
     * at the stream's present place, it waits for the next one. A {@link ListeningSocketFault} strikes the gateway.
     *
     * @throws IllegalArgumentException when the cue has a number or events, or the fault is of another kind
     */
    public ArmedFault now(Cue cue, Fault fault) {
        return injector.strikeNow(cue, fault);
    }

    /** Strikes all open watch streams, or the gateway, at once. */
    public ArmedFault now(Fault fault) {
        return injector.strikeNow(Cue.anyWatch(), fault);
    }

    /** Returns all armed faults in the order of arming, also those that were lifted or will not strike again. */
    public List<ArmedFault> all() {
        return injector.all();
    }

    /** Returns the armed faults that have not struck. */
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

    /** A fault that waits for no cue yet; from {@link #then(Fault)} on, it does. */
    public final class FaultBuilder {
        private final Cue cue;
        private final int limit;

        private FaultBuilder(Cue cue, int limit) {
            this.cue = cue;
            this.limit = limit;
        }

        /** Strikes once, on the first occasion. This is the default. */
        public FaultBuilder once() {
            return times(1);
        }

        /** Strikes on this number of occasions, but one stream at most once. */
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

        /** Lets the fault wait for its cue from now on. */
        public ArmedFault then(Fault fault) {
            return injector.arm(cue, fault, limit);
        }
    }
}
