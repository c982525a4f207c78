package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The whole story at a glance: three lanes from left to right, to scale. */
final class TimelineOverview {

    /** More watches than that at a time share the last track. */
    private static final int MOST_TRACKS = 6;

    /** Ticks that fit under a narrow window without touching each other. */
    private static final int MOST_TICKS = 8;

    private static final long[] TICKS_IN_MILLISECONDS = {
        10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000
    };

    private final TimelineSnapshot story;
    private final double length;
    private final StringBuilder body = new StringBuilder();

    private TimelineOverview(TimelineSnapshot story) {
        this.story = story;
        // a little air at the right, and no division by nothing
        this.length = Math.max(1, story.end().toNanos() / 1e6) * 1.02;
    }

    static String of(TimelineSnapshot story) {
        return new TimelineOverview(story).draw();
    }

    private String draw() {
        List<Integer> tracks = Tracks.of(story.watches(), MOST_TRACKS);
        int used = tracks.stream().mapToInt(track -> track + 1).max().orElse(1);
        body.append("<div class=\"overview\" style=\"--tracks:%d\">\n".formatted(used))
                .append("<b class=\"learner\">your code</b><b class=\"wire\">the wire</b>")
                .append("<b class=\"cluster\">the cluster</b><div class=\"scale\">\n")
                .append("<u class=\"learner\"></u><u class=\"wire\"></u><u class=\"cluster\"></u>\n");
        ticks();
        for (WatchGap gap : WatchGap.merged(story.gaps())) {
            Duration until = gap.until();
            double end = until == null ? 100 : place(until);
            element("gap", place(gap.from()), end - place(gap.from()), "", "no watch of " + gap.resource());
        }
        for (int index = 0; index < story.watches().size(); index++) {
            bar(story.watches().get(index), tracks.get(index));
        }
        for (TimelineEvent moment : story.moments()) {
            if (moment.kind() != Kind.WATCH && moment.kind() != Kind.MORE && moment.kind() != Kind.AGAIN) {
                String lane = moment.lane() == Lane.WIRE
                        ? ""
                        : HtmlEscaper.word(moment.lane().name()) + " ";
                String kind = lane + HtmlEscaper.word(moment.kind().name());
                element("dot " + kind, place(moment.at()), 0, "", moment.time() + " " + moment.text());
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
                    .formatted(number(place(Duration.ofMillis(at))), TimelineEvent.seconds(Duration.ofMillis(at))));
        }
        body.append('\n');
    }

    private void bar(WatchSpan watch, int track) {
        Duration until = watch.until();
        double from = place(watch.from());
        double end = until == null ? 100 : place(until);
        element(
                "bar " + HtmlEscaper.word(watch.end().name()),
                from,
                end - from,
                ";--track:" + track,
                "a watch of " + watch.resource());
    }

    private double place(Duration at) {
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

    /** Gives each watch a track that no other watch has at that time. */
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
