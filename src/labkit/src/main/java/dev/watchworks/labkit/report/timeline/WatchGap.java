package dev.watchworks.labkit.report.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time without a watch of a resource: from the end of a watch that was lost to the request for the next watch.
 *
 * @param resource plural, such as {@code pods}
 * @param from the time since the check began
 * @param until the time since the check began, or null when no watch was opened again
 * @param next the number of the request for the next watch, or 0
 * @param isListed whether the resource was listed during the gap
 */
record WatchGap(String resource, Duration from, @Nullable Duration until, long next, boolean isListed) {

    /** Whether the time is in the gap. */
    boolean covers(Duration at) {
        return at.compareTo(from) > 0 && (until == null || at.compareTo(until) < 0);
    }

    /** Merges the gaps of different resources that overlap, because the page draws only one gap at a time. */
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
