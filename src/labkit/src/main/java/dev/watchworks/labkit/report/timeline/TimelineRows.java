package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The story from top to bottom: a row for each moment, in the lane that it belongs to. */
final class TimelineRows {

    /** Rows of a grid are counted from 1, and the first is the head. */
    private static final int FIRST = 2;

    /** Columns of a grid are counted from 1; before the tracks stand the time and the learner's lane. */
    private static final int FIRST_TRACK = 3;

    private static final int MOST_TRACKS = 8;

    private static final Pattern EVENT =
            Pattern.compile("(ADDED|MODIFIED|DELETED|BOOKMARK|ERROR)(?: (.*?))?(?: \\((version .*)\\))?");

    private final TimelineSnapshot story;
    private final List<TimelineEvent> moments;
    private final Map<Long, Integer> openedIn = new HashMap<>();
    private final StringBuilder body = new StringBuilder();

    private TimelineRows(TimelineSnapshot story) {
        this.story = story;
        this.moments = story.moments();
        for (int index = 0; index < moments.size(); index++) {
            TimelineEvent moment = moments.get(index);
            if (moment.kind() == Kind.WATCH || moment.kind() == Kind.RECOVERED) {
                openedIn.put(moment.exchange(), index + FIRST);
            }
        }
    }

    static String of(TimelineSnapshot story) {
        return new TimelineRows(story).draw();
    }

    private String draw() {
        // only those whose beginning is told
        List<WatchSpan> told = story.watches().stream()
                .filter(watch -> openedIn.containsKey(watch.exchange()))
                .toList();
        List<Integer> tracks = TimelineOverview.Tracks.of(told, MOST_TRACKS);
        int used = tracks.stream().mapToInt(track -> track + 1).max().orElse(1);
        int end = moments.size() + FIRST;
        body.append("<div class=\"lanes\" style=\"--tracks:%d;--end:%d\">\n".formatted(used, end))
                .append("<div class=\"head time\">time</div><div class=\"head learner\">your code</div>")
                .append("<div class=\"head wire\">the wire</div><div class=\"head cluster\">the cluster</div>\n")
                .append("<u class=\"learner\"></u><u class=\"wire\"></u><u class=\"cluster\"></u>\n");
        for (WatchGap gap : WatchGap.merged(story.gaps())) {
            gap(gap, end);
        }
        for (int index = 0; index < told.size(); index++) {
            WatchSpan watch = told.get(index);
            int from = Objects.requireNonNull(openedIn.get(watch.exchange()));
            body.append("<i class=\"bar %s\" style=\"grid-row:%d/%d;grid-column:%d\" title=\"a watch of %s\"></i>\n"
                    .formatted(
                            HtmlEscaper.word(watch.end().name()),
                            from,
                            Math.max(from + 1, endRow(watch, end)),
                            FIRST_TRACK + tracks.get(index),
                            HtmlEscaper.text(watch.resource())));
        }
        for (int index = 0; index < moments.size(); index++) {
            row(index);
        }
        return body.append("</div>\n").toString();
    }

    private int endRow(WatchSpan watch, int end) {
        Duration until = watch.until();
        return until == null ? end : FIRST + rowsUntil(until);
    }

    /** How many moments there are up to this time. */
    private int rowsUntil(Duration time) {
        int rows = 0;
        while (rows < moments.size() && moments.get(rows).at().compareTo(time) <= 0) {
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
        TimelineEvent moment = moments.get(index);
        boolean isSameTime = index > 0 && moments.get(index - 1).time().equals(moment.time());
        int row = index + FIRST;
        body.append(
                "<div class=\"time\" style=\"grid-row:%d\">%s</div>".formatted(row, isSameTime ? "" : moment.time()));
        body.append("<div class=\"%s %s\" style=\"grid-row:%d\">%s</div>\n"
                .formatted(
                        HtmlEscaper.word(moment.lane().name()),
                        HtmlEscaper.word(moment.kind().name()),
                        row,
                        words(moment)));
    }

    private static String words(TimelineEvent moment) {
        Matcher event = EVENT.matcher(moment.text());
        if (moment.kind() != Kind.EVENT || !event.matches()) {
            return HtmlEscaper.text(moment.text());
        }
        String name = event.group(2) == null ? "" : " " + HtmlEscaper.text(event.group(2));
        String version = event.group(3) == null ? "" : " <small>" + HtmlEscaper.text(event.group(3)) + "</small>";
        return "<b class=\"%s\">%s</b>".formatted(HtmlEscaper.word(event.group(1)), event.group(1)) + name + version;
    }
}
