package dev.watchworks.labkit.timeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a resource that had been watched was not: from the end of the last watch to the answer to the next.
 *
 * @param resource plural, such as {@code pods}
 * @param from since the check began
 * @param until since the check began; null if no watch was opened again
 * @param next number of the request that opened the next watch; 0 if none did
 * @param isListed whether the resource was listed meanwhile
 */
record Gap(String resource, Duration from, @Nullable Duration until, long next, boolean isListed) {

    /** Whether this time lies in it. */
    boolean covers(Duration at) {
        return at.compareTo(from) > 0 && (until == null || at.compareTo(until) < 0);
    }
}
