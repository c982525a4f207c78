package dev.watchworks.labkit.report.timeline;

import java.time.Duration;
import java.util.Locale;

/**
 * One event of a check.
 *
 * @param at the time since the check began
 * @param lane where it happened
 * @param kind the kind of the event
 * @param exchange the number of its request, or 0
 * @param text what happened, as a sentence without its full stop
 */
public record TimelineEvent(Duration at, Lane lane, Kind kind, long exchange, String text) {

    /** The kind of an event. */
    public enum Kind {
        /** A request for a watch. */
        WATCH,
        /** A request for a watch after the previous one was lost. */
        RECOVERED,
        /** Any other request. */
        REQUEST,
        /** A response whose status is neither 200 nor 201. */
        REFUSED,
        /** A line of a watch. */
        EVENT,
        /** The end of a watch. */
        END,
        /** A fault that the lab made. */
        FAULT,
        /** A line of the output. */
        PRINTED,
        /** An event inside the learner's code: the call of a handler, an operation of a queue. */
        CALLED,
        /** A change that the check made on the cluster. */
        CHANGED,
        /** Stands for repeated rounds of the same events that were left out. */
        AGAIN,
        /** Stands for other events that were left out. */
        MORE
    }

    /** Returns {@code +1.20 s}. */
    public String time() {
        return time(at);
    }

    /** Returns {@code +1.20 s} for a time since the check began. */
    public static String time(Duration at) {
        return "+" + seconds(at);
    }

    /** Returns {@code 20 ms}; a duration below a millisecond is rounded up. */
    static String milliseconds(Duration time) {
        return time.toMillis() < 1_000 ? Math.max(1, time.toMillis()) + " ms" : seconds(time);
    }

    /** Returns {@code 1.20 s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
