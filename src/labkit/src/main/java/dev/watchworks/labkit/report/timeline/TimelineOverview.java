package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the whole timeline to scale, in three lanes from left to right. */
final class TimelineOverview {

    /** When more watches are open at the same time, the rest share the last track. */
    private static final int MOST_TRACKS = 6;

    /** This many ticks fit into a narrow window without touching each other. */
    private static final int MOST_TICKS = 8;

    private static final long[] TICKS_IN_MILLISECONDS = {
        10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000
    };

    private final TimelineSnapshot snapshot;
    private final double length;
    private final StringBuilder body = new StringBuilder();

    private TimelineOverview(TimelineSnapshot snapshot) {
        this.snapshot = snapshot;
        // leaves a margin on the right, and is never 0, because it is a divisor
        this.length = Math.max(1, snapshot.end().toNanos() / 1e6) * 1.02;
    }

    static String of(TimelineSnapshot snapshot) {
        return new TimelineOverview(snapshot).draw();
    }

    private String draw() {
        List<Integer> tracks = Tracks.of(snapshot.watches(), MOST_TRACKS);
        int used = tracks.stream().mapToInt(track -> track + 1).max().orElse(1);
        body.append("<div class=\"overview\" style=\"--tracks:%d\">\n".formatted(used))
                .append("<b class=\"learner\">your code</b><b class=\"wire\">the wire</b>")
                .append("<b class=\"cluster\">the cluster</b><div class=\"scale\">\n")
                .append("<u class=\"learner\"></u><u class=\"wire\"></u><u class=\"cluster\"></u>\n");
        ticks();
        for (WatchGap gap : WatchGap.merged(snapshot.gaps())) {
            Duration until = gap.until();
            double end = until == null ? 100 : percent(until);
            element("gap", percent(gap.from()), end - percent(gap.from()), "", "no watch of " + gap.resource());
        }
        for (int index = 0; index < snapshot.watches().size(); index++) {
            bar(snapshot.watches().get(index), tracks.get(index));
        }
        for (TimelineEvent event : snapshot.events()) {
            if (event.kind() != Kind.WATCH && event.kind() != Kind.MORE && event.kind() != Kind.AGAIN) {
                String lane = event.lane() == Lane.WIRE
                        ? ""
                        : HtmlEscaper.cssClass(event.lane().name()) + " ";
                String kind = lane + HtmlEscaper.cssClass(event.kind().name());
                element("dot " + kind, percent(event.at()), 0, "", event.time() + " " + event.text());
            }
        }
        return body.append("</div></div>\n").toString();
    }

    private void ticks() {
        long step = TICKS_IN_MILLISECONDS[TICKS_IN_MILLISECONDS.length - 1];
        for (long tried : TICKS_IN_MILLISECONDS) {
            if (length / tried <= MOST_TICKS) {
                step = tried;
                break;
            }
        }
        for (long at = 0; at < length && at / step <= 4L * MOST_TICKS; at += step) {
            body.append("<s style=\"left:%s%%\">%s</s>"
                    .formatted(number(percent(Duration.ofMillis(at))), TimelineEvent.seconds(Duration.ofMillis(at))));
        }
        body.append('\n');
    }

    private void bar(WatchSpan watch, int track) {
        Duration until = watch.until();
        double from = percent(watch.from());
        double end = until == null ? 100 : percent(until);
        element(
                "bar " + HtmlEscaper.cssClass(watch.end().name()),
                from,
                end - from,
                ";--track:" + track,
                "a watch of " + watch.resource());
    }

    private double percent(Duration at) {
        return Math.min(100, at.toNanos() / 1e6 / length * 100);
    }

    private void element(String kind, double left, double width, String more, String title) {
        body.append("<i class=\"%s\" style=\"left:%s%%%s%s\" title=\"%s\"></i>\n"
                .formatted(
                        kind,
                        number(left),
                        width > 0 ? ";width:" + number(width) + "%" : "",
                        more,
                        HtmlEscaper.text(title)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Gives each watch a track of its own among the watches that are open at the same time. */
    static final class Tracks {

        private Tracks() {}

        static List<Integer> of(List<WatchSpan> watches, int most) {
            List<WatchSpan> last = new ArrayList<>();
            List<Integer> tracks = new ArrayList<>();
            for (WatchSpan watch : watches) {
                int track = 0;
                while (track < last.size() && track < most - 1 && overlaps(last.get(track), watch)) {
                    track++;
                }
                if (track == last.size()) {
                    last.add(watch);
                } else {
                    last.set(track, watch);
                }
                tracks.add(track);
            }
            return tracks;
        }

        private static boolean overlaps(WatchSpan earlier, WatchSpan later) {
            Duration until = earlier.until();
            return until == null || until.compareTo(later.from()) > 0;
        }
    }
}
