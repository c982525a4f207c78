package dev.watchworks.labkit.report.timeline;

import java.time.Duration;
import java.util.Locale;

/**
 * One thing that happened.
 *
 * @param at since the check began
 * @param lane whose side it belongs to
 * @param kind what kind of thing it is
 * @param exchange number of the request that it belongs to, 0 for none
 * @param text what happened, as a sentence without its full stop
 */
public record TimelineEvent(Duration at, Lane lane, Kind kind, long exchange, String text) {

    /** What kind of thing happened. */
    public enum Kind {
        /** A watch was asked for. */
        WATCH,
        /** A watch was asked for after the one before it was lost. */
        RECOVERED,
        /** Any other request. */
        REQUEST,
        /** An answer that was not the usual one. */
        REFUSED,
        /** A line of a watch. */
        EVENT,
        /** The end of a watch. */
        END,
        /** A fault that the lab made. */
        FAULT,
        /** A line that was printed. */
        PRINTED,
        /** Something that was seen from inside the learner's code: a handler's call, an operation of a queue. */
        CALLED,
        /** A change that the check made on the cluster. */
        CHANGED,
        /** Rounds of the same moments that were left out. */
        AGAIN,
        /** Others that were left out. */
        MORE
    }

    /** {@code +1.20 s}, as all times of a timeline are told. */
    public String time() {
        return "+" + seconds(at);
    }

    /** {@code 1.20 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
