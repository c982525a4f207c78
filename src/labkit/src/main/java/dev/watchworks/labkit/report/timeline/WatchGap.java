package dev.watchworks.labkit.report.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a resource that had been watched was not: from the end of the last watch to the request for the next.
 *
 * @param resource plural, such as {@code pods}
 * @param from since the check began
 * @param until since the check began; null if no watch was opened again
 * @param next number of the request that opened the next watch; 0 if none did
 * @param isListed whether the resource was listed meanwhile
 */
record WatchGap(String resource, Duration from, @Nullable Duration until, long next, boolean isListed) {

    /** Whether this time lies in it. */
    boolean covers(Duration at) {
        return at.compareTo(from) > 0 && (until == null || at.compareTo(until) < 0);
    }

    /** The gaps of all resources, those that overlap taken for one, so that a page draws none over another. */
    static List<WatchGap> merged(List<WatchGap> sorted) {
        List<WatchGap> merged = new ArrayList<>();
        for (WatchGap gap : sorted) {
            WatchGap last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && (last.until == null || last.until.compareTo(gap.from) >= 0)) {
                merged.set(merged.size() - 1, last.with(gap));
            } else {
                merged.add(gap);
            }
        }
        return merged;
    }

    private WatchGap with(WatchGap later) {
        boolean isLonger = until != null && (later.until == null || later.until.compareTo(until) > 0);
        WatchGap end = isLonger ? later : this;
        String both = List.of(resource.split(" and ", -1)).contains(later.resource)
                ? resource
                : resource + " and " + later.resource;
        return new WatchGap(both, from, end.until, end.next, isListed || later.isListed);
    }
}
