package dev.watchworks.labkit.timeline;

import dev.watchworks.labkit.timeline.Moment.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The stories of a lesson's checks as one page that needs nothing but a browser. */
final class TimelinePage {

    private TimelinePage() {}

    /**
     * One check on the page.
     *
     * @param title what the check looks at, in words
     * @param verdict as the summary has it, such as {@code DONE}
     */
    record Check(int step, String title, String verdict, Story story) {
        boolean isDone() {
            return verdict.equals("DONE");
        }
    }

    /** A watch, drawn as a bar from the row where it was opened to the row where it ended. */
    private record Bar(int track, int from, int to, String ending) {}

    static String of(String lesson, List<Check> checks) {
        StringBuilder body = new StringBuilder();
        int open = opened(checks);
        for (int index = 0; index < checks.size(); index++) {
            section(body, checks.get(index), index == open);
        }
        return template().replace("{lesson}", escaped(lesson)).replace("{checks}", body);
    }

    /** The one to look at first: what is not done, else the one in which most was cut. */
    private static int opened(List<Check> checks) {
        int best = 0;
        long most = -1;
        for (int index = 0; index < checks.size(); index++) {
            Check check = checks.get(index);
            if (!check.isDone()) {
                return index;
            }
            long faults = check.story().moments().stream()
                    .filter(moment -> moment.mark() == Mark.FAULT)
                    .count();
            if (faults > most) {
                most = faults;
                best = index;
            }
        }
        return best;
    }

    private static void section(StringBuilder body, Check check, boolean isOpen) {
        body.append("<details class=\"check\"")
                .append(isOpen ? " open" : "")
                .append("><summary><span class=\"verdict ")
                .append(check.isDone() ? "done" : "not-done")
                .append("\">")
                .append(escaped(check.verdict()))
                .append("</span> <b>Step ")
                .append(check.step())
                .append("</b> ")
                .append(escaped(check.title()))
                .append("</summary>\n");
        List<Moment> moments = check.story().moments();
        if (moments.isEmpty()) {
            body.append("<p>Nothing was seen: this check needs no cluster.</p>");
        } else {
            lanes(body, moments);
        }
        body.append("</details>\n");
    }

    private static void lanes(StringBuilder body, List<Moment> moments) {
        List<Bar> bars = bars(moments);
        int tracks = bars.stream().mapToInt(Bar::track).max().orElse(0) + 1;
        body.append("<div class=\"lanes\" style=\"--tracks:").append(tracks).append("\">\n");
        body.append("<div class=\"head time\">time</div><div class=\"head learner\">your code</div>")
                .append("<div class=\"head wire\" style=\"grid-column:3/span ")
                .append(tracks + 1)
                .append("\">the wire</div><div class=\"head cluster\">the cluster</div>\n");
        for (Bar bar : bars) {
            body.append("<i class=\"bar %s\" style=\"grid-row:%d/%d;grid-column:%d\"></i>\n"
                    .formatted(bar.ending, bar.from, bar.to + 1, 3 + bar.track));
        }
        for (int index = 0; index < moments.size(); index++) {
            Moment moment = moments.get(index);
            int row = index + 2;
            body.append(
                    "<div class=\"time\" style=\"grid-row:%d\">%s</div><div class=\"%s %s\" style=\"grid-row:%d\">%s</div>\n"
                            .formatted(
                                    row,
                                    index > 0 && moments.get(index - 1).time().equals(moment.time())
                                            ? ""
                                            : moment.time(),
                                    word(moment.lane()),
                                    word(moment.mark()),
                                    row,
                                    escaped(moment.words())));
        }
        body.append("</div>\n");
    }

    /** A track is free again below a bar's end, so that one watch after the other makes one line with gaps. */
    private static List<Bar> bars(List<Moment> moments) {
        Map<Long, Integer> openedAt = new HashMap<>();
        Map<Long, Integer> trackOf = new HashMap<>();
        List<Boolean> taken = new ArrayList<>();
        Map<Long, Boolean> struck = new HashMap<>();
        List<Bar> bars = new ArrayList<>();
        for (int index = 0; index < moments.size(); index++) {
            Moment moment = moments.get(index);
            long exchange = moment.exchange();
            if (moment.mark() == Mark.WATCH) {
                int track = taken.indexOf(false);
                if (track < 0) {
                    track = taken.size();
                    taken.add(true);
                }
                taken.set(track, true);
                openedAt.put(exchange, index + 2);
                trackOf.put(exchange, track);
            } else if (moment.mark() == Mark.FAULT) {
                struck.put(exchange, true);
            } else if ((moment.mark() == Mark.END || moment.mark() == Mark.REFUSED) && openedAt.containsKey(exchange)) {
                int track = trackOf.get(exchange);
                boolean isCut = struck.containsKey(exchange)
                        || moment.mark() == Mark.REFUSED
                        || moment.words().contains("broke");
                bars.add(new Bar(track, openedAt.remove(exchange), index + 2, isCut ? "cut" : "ended"));
                taken.set(track, false);
            }
        }
        int last = moments.size() + 1;
        openedAt.forEach((exchange, from) -> bars.add(new Bar(trackOf.get(exchange), from, last, "open")));
        return bars;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** What learners print may be anything. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String template() {
        try (InputStream page = TimelinePage.class.getResourceAsStream("timeline.html")) {
            if (page == null) {
                throw new IllegalStateException("timeline.html is missing beside " + TimelinePage.class);
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
