package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws a row for each event, from top to bottom, in the lane of the event. */
final class TimelineRows {

    /** The rows of a CSS grid are counted from 1, and the first row is the head. */
    private static final int FIRST = 2;

    /** The columns of a CSS grid are counted from 1. The time and the learner's lane are before the tracks. */
    private static final int FIRST_TRACK = 3;

    private static final int MOST_TRACKS = 8;

    private static final Pattern WATCH_EVENT =
            Pattern.compile("(ADDED|MODIFIED|DELETED|BOOKMARK|ERROR)(?: (.*?))?(?: \\((version .*)\\))?");

    private final TimelineSnapshot snapshot;
    private final List<TimelineEvent> events;
    private final Map<Long, Integer> openedIn = new HashMap<>();
    private final StringBuilder body = new StringBuilder();

    private TimelineRows(TimelineSnapshot snapshot) {
        this.snapshot = snapshot;
        this.events = snapshot.events();
        for (int index = 0; index < events.size(); index++) {
            TimelineEvent event = events.get(index);
            if (event.kind() == Kind.WATCH || event.kind() == Kind.RECOVERED) {
                openedIn.put(event.exchange(), index + FIRST);
            }
        }
    }

    static String of(TimelineSnapshot snapshot) {
        return new TimelineRows(snapshot).draw();
    }

    private String draw() {
        // a watch is drawn only when its request has a row
        List<WatchSpan> drawn = snapshot.watches().stream()
                .filter(watch -> openedIn.containsKey(watch.exchange()))
                .toList();
        List<Integer> tracks = TimelineOverview.Tracks.of(drawn, MOST_TRACKS);
        int used = tracks.stream().mapToInt(track -> track + 1).max().orElse(1);
        int end = events.size() + FIRST;
        body.append("<div class=\"lanes\" style=\"--tracks:%d;--end:%d\">\n".formatted(used, end))
                .append("<div class=\"head time\">time</div><div class=\"head learner\">your code</div>")
                .append(
                        "<div class=\"head wire\">the wire <small>requests and events</small></div><div class=\"head cluster\">the cluster</div>\n")
                .append("<u class=\"learner\"></u><u class=\"wire\"></u><u class=\"cluster\"></u>\n");
        for (WatchGap gap : WatchGap.merged(snapshot.gaps())) {
            gap(gap, end);
        }
        for (int index = 0; index < drawn.size(); index++) {
            WatchSpan watch = drawn.get(index);
            int from = Objects.requireNonNull(openedIn.get(watch.exchange()));
            body.append("<i class=\"bar %s\" style=\"grid-row:%d/%d;grid-column:%d\" title=\"a watch of %s\"></i>\n"
                    .formatted(
                            HtmlEscaper.cssClass(watch.end().name()),
                            from,
                            Math.max(from + 1, endRow(watch, end)),
                            FIRST_TRACK + tracks.get(index),
                            HtmlEscaper.text(watch.resource())));
        }
        for (int index = 0; index < events.size(); index++) {
            row(index);
        }
        return body.append("</div>\n").toString();
    }

    private int endRow(WatchSpan watch, int end) {
        Duration until = watch.until();
        return until == null ? end : FIRST + rowsUntil(until);
    }

    /** The number of events up to this time. */
    private int rowsUntil(Duration time) {
        int rows = 0;
        while (rows < events.size() && events.get(rows).at().compareTo(time) <= 0) {
            rows++;
        }
        return rows;
    }

    private void gap(WatchGap gap, int end) {
        int from = FIRST + rowsUntil(gap.from());
        int until = gap.until() == null ? end : openedIn.getOrDefault(gap.next(), FIRST + rowsUntil(gap.until()));
        if (until > from) {
            body.append("<i class=\"gap%s\" style=\"grid-row:%d/%d\" title=\"no watch of %s\"></i>\n"
                    .formatted(gap.until() == null ? "" : " recovered", from, until, HtmlEscaper.text(gap.resource())));
        }
    }

    private void row(int index) {
        TimelineEvent event = events.get(index);
        boolean isSameTime = index > 0 && events.get(index - 1).time().equals(event.time());
        int row = index + FIRST;
        body.append(
                "<div class=\"time\" style=\"grid-row:%d\">%s</div>".formatted(row, isSameTime ? "" : event.time()));
        body.append("<div class=\"%s %s\" style=\"grid-row:%d\">%s</div>\n"
                .formatted(
                        HtmlEscaper.cssClass(event.lane().name()),
                        HtmlEscaper.cssClass(event.kind().name()),
                        row,
                        html(event)));
    }

    private static String html(TimelineEvent event) {
        Matcher watchEvent = WATCH_EVENT.matcher(event.text());
        if (event.kind() != Kind.EVENT || !watchEvent.matches()) {
            return HtmlEscaper.text(event.text());
        }
        String name = watchEvent.group(2) == null ? "" : " " + HtmlEscaper.text(watchEvent.group(2));
        String version =
                watchEvent.group(3) == null ? "" : " <small>" + HtmlEscaper.text(watchEvent.group(3)) + "</small>";
        return "<b class=\"%s\">%s</b>".formatted(HtmlEscaper.cssClass(watchEvent.group(1)), watchEvent.group(1))
                + name
                + version;
    }
}
