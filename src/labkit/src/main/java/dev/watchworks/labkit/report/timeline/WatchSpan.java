package dev.watchworks.labkit.report.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A watch from its request to its end.
 *
 * @param exchange the number of its request
 * @param resource plural, such as {@code pods}
 * @param from the time since the check began
 * @param until the time since the check began, or null while it is open
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
        /** It is still open. */
        OPEN,
        /** The learner's code closed it, or the lab did at the end of the check. */
        CLOSED,
        /** The server ended it normally, as after its timeout. */
        ENDED,
        /** The connection broke, or a fault ended it. */
        CUT,
        /** It was never opened, because the status was not 200. */
        REFUSED
    }

    /** Whether the server, the connection or a fault ended it, so that the learner's code must open it again. */
    boolean wasLost() {
        return end == End.CUT || end == End.ENDED;
    }
}
