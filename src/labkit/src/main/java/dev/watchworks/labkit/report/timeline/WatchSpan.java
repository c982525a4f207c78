package dev.watchworks.labkit.report.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A watch from its request to its end.
 *
 * @param exchange number of its request
 * @param resource plural, such as {@code pods}
 * @param from since the check began
 * @param until since the check began; null while it is open
 * @param end how it ended
 */
record WatchSpan(
        long exchange,
        String resource,
        Duration from,
        @Nullable Duration until,
        End end) {

    /** How a watch ends. */
    enum End {
        /** It is open. */
        OPEN,
        /** The learner's code closed it, or the lab did at the end of the check. */
        CLOSED,
        /** It ran its time and ended in order. */
        ENDED,
        /** It broke off, or a fault ended it. */
        CUT,
        /** It was never opened: the answer was no stream. */
        REFUSED
    }

    /** Whether somebody else than the learner's code ended it, so that there is something to recover from. */
    boolean wasLost() {
        return end == End.CUT || end == End.ENDED;
    }
}
