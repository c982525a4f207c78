package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Explains the signs that a timeline contains, and no others. */
final class TimelineLegend {

    private final TimelineSnapshot snapshot;
    private final Map<String, String> signs = new LinkedHashMap<>();

    private TimelineLegend(TimelineSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static String of(TimelineSnapshot snapshot) {
        TimelineLegend legend = new TimelineLegend(snapshot);
        legend.collect();
        StringBuilder items = new StringBuilder();
        legend.signs.forEach((sign, text) -> items.append("<li><i class=\"%s\"></i> %s</li>\n".formatted(sign, text)));
        return items.isEmpty() ? "" : "<ul class=\"legend\">\n" + items + "</ul>\n";
    }

    private void collect() {
        event("dot learner", "your code prints a line, or a handler or a queue is called", Kind.PRINTED, Kind.CALLED);
        event("dot request", "a request other than a watch", Kind.REQUEST);
        watch("bar closed", "a watch", WatchSpan.End.CLOSED, WatchSpan.End.OPEN);
        watch("bar ended", "a watch that the server ended", WatchSpan.End.ENDED);
        watch("bar cut", "a watch that was cut", WatchSpan.End.CUT);
        watch("bar refused", "a watch that got no stream", WatchSpan.End.REFUSED);
        event("dot event", "an event of a watch", Kind.EVENT);
        event("dot fault", "a fault that the lab made", Kind.FAULT);
        event("dot refused", "a response that is an error", Kind.REFUSED);
        if (!snapshot.gaps().isEmpty()) {
            signs.put("gap", "a gap: no watch is open, so no event comes");
        }
        event("dot recovered", "the next watch after a gap", Kind.RECOVERED);
        event("dot cluster", "a change on the cluster", Kind.CHANGED);
    }

    private void event(String sign, String text, Kind... kinds) {
        if (snapshot.events().stream().anyMatch(event -> List.of(kinds).contains(event.kind()))) {
            signs.put(sign, text);
        }
    }

    private void watch(String sign, String text, WatchSpan.End... ends) {
        if (snapshot.watches().stream().anyMatch(watch -> List.of(ends).contains(watch.end()))) {
            signs.put(sign, text);
        }
    }
}
