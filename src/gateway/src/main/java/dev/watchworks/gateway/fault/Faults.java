package dev.watchworks.gateway.fault;

import java.util.List;

/**
 * Arms faults.
 *
 * <pre>{@code
 * Planned reset = faults.when(Cue.watch("pods").afterEvents(3)).then(new ResetStream());
 * faults.when(Cue.list("pods")).times(2).then(new TooManyRequests(Duration.ofSeconds(1)));
 * faults.now(Cue.watch("pods"), new EndStream());
 * }</pre>
 */
public final class Faults {
    private final FaultPlan plan;

    Faults(FaultPlan plan) {
        this.plan = plan;
    }

    /** Begins a plan: the fault strikes on this cue, once unless told otherwise. */
    public Planning when(Cue cue) {
        return new Planning(cue, 1);
    }

    /**
     * Strikes at once: a fault of streams each open watch stream that the cue names (a cue with a number or with events
     * is refused), a fault of the door the gateway. A fault that has to wait for its place on a stream waits there.
     */
    public Planned now(Cue cue, Fault fault) {
        return plan.strikeNow(cue, fault);
    }

    /** Strikes the gateway, or all open watch streams, at once. */
    public Planned now(Fault fault) {
        return plan.strikeNow(Cue.anyWatch(), fault);
    }

    /** All armed faults in the order of arming, lifted and spent ones too. */
    public List<Planned> all() {
        return plan.all();
    }

    /** The armed faults that have not struck, so that a check can say so. */
    public List<Planned> neverStruck() {
        return all().stream().filter(planned -> !planned.hasStruck()).toList();
    }

    /** Lifts all faults. */
    public void liftAll() {
        all().forEach(Planned::lift);
    }

    static String words(Fault fault) {
        String words = fault.toString();
        return words.endsWith("[]") ? words.substring(0, words.length() - 2) : words;
    }

    /** A fault being planned; nothing is armed before {@link #then(Fault)}. */
    public final class Planning {
        private final Cue cue;
        private final int limit;

        private Planning(Cue cue, int limit) {
            this.cue = cue;
            this.limit = limit;
        }

        /** Strikes once, the default: on the first occasion only. */
        public Planning once() {
            return times(1);
        }

        /** Strikes on that many occasions; a stream is struck once by each plan. */
        public Planning times(int strikes) {
            if (strikes < 1) {
                throw new IllegalArgumentException("a fault strikes at least once, not " + strikes + " times");
            }
            return new Planning(cue, strikes);
        }

        /** Strikes on each occasion until it is lifted. */
        public Planning always() {
            return new Planning(cue, Integer.MAX_VALUE);
        }

        /** Arms the fault. */
        public Planned then(Fault fault) {
            return plan.arm(cue, fault, limit);
        }
    }
}
