package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Shortens a timeline for a reader: of events that repeat, only the first and the last are kept. */
final class TimelineShortener {

    /** The number of events. With thirty checks the page stays below a megabyte. */
    static final int MOST = 300;

    /** In characters. */
    static final int LONGEST_TEXT = 300;

    /**
     * A longer run of events of the same kind is shortened to its first and last events and the number between them.
     */
    private static final int LONGEST_RUN = 8;

    private static final int KEPT_AT_EACH_END = 3;

    /** The number of events in one round of a loop at most, as in: watch, event, end, line of output. */
    private static final int LONGEST_ROUND = 6;

    private static final int ROUNDS_KEPT_AT_EACH_END = 2;

    private static final int FEWEST_ROUNDS = 6;

    private TimelineShortener() {}

    static List<TimelineEvent> of(List<TimelineEvent> sorted) {
        List<TimelineEvent> runs =
                runs(sorted, (one, other) -> one.lane() == other.lane() && one.kind() == other.kind());
        List<TimelineEvent> rounds = rounds(runs);
        List<TimelineEvent> shortened =
                rounds.size() <= MOST ? rounds : runs(rounds, (one, other) -> isNoise(one) && isNoise(other));
        return shortened(shortened, MOST / 2, MOST).stream()
                .map(TimelineShortener::cut)
                .toList();
    }

    private static boolean isNoise(TimelineEvent event) {
        return !TimelineSnapshot.TURNS.contains(event.kind());
    }

    private static List<TimelineEvent> runs(
            List<TimelineEvent> events, BiPredicate<TimelineEvent, TimelineEvent> isAlike) {
        List<TimelineEvent> shortened = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= events.size(); index++) {
            if (index == events.size() || !isAlike.test(events.get(from), events.get(index))) {
                shortened.addAll(shortened(events.subList(from, index), KEPT_AT_EACH_END, LONGEST_RUN));
                from = index;
            }
        }
        return shortened;
    }

    /** Shortens repeated rounds, such as a watch that opens and ends again and again. */
    private static List<TimelineEvent> rounds(List<TimelineEvent> events) {
        List<String> kinds = events.stream().map(TimelineShortener::kind).toList();
        List<TimelineEvent> shortened = new ArrayList<>();
        int index = 0;
        while (index < events.size()) {
            int length = 1;
            int rounds = 1;
            for (int tried = 2; tried <= LONGEST_ROUND && rounds < FEWEST_ROUNDS; tried++) {
                length = tried;
                rounds = roundsFrom(kinds, index, tried);
            }
            if (rounds < FEWEST_ROUNDS) {
                shortened.add(events.get(index));
                index++;
                continue;
            }
            int kept = ROUNDS_KEPT_AT_EACH_END * length;
            TimelineEvent first = events.get(index + kept);
            shortened.addAll(events.subList(index, index + kept));
            int left = rounds - 2 * ROUNDS_KEPT_AT_EACH_END;
            shortened.add(more(first, Kind.AGAIN, "… the same %,d more times …".formatted(left)));
            shortened.addAll(events.subList(index + rounds * length - kept, index + rounds * length));
            index += rounds * length;
        }
        return shortened;
    }

    private static int roundsFrom(List<String> kinds, int from, int length) {
        int end = from + length;
        while (end < kinds.size() && kinds.get(end).equals(kinds.get(end - length))) {
            end++;
        }
        return (end - from) / length;
    }

    /** Returns the same text for two events that differ only in their numbers. */
    private static String kind(TimelineEvent event) {
        return event.lane() + " " + event.kind() + " " + event.text().replaceAll("\\d+", "#");
    }

    private static List<TimelineEvent> shortened(List<TimelineEvent> run, int kept, int most) {
        if (run.size() <= most) {
            return run;
        }
        List<TimelineEvent> shortened = new ArrayList<>(run.subList(0, kept));
        shortened.add(more(run.get(kept), Kind.MORE, "… and %,d more …".formatted(run.size() - 2 * kept)));
        shortened.addAll(run.subList(run.size() - kept, run.size()));
        return shortened;
    }

    private static TimelineEvent more(TimelineEvent first, Kind kind, String text) {
        return new TimelineEvent(first.at(), first.lane(), kind, 0, text);
    }

    private static TimelineEvent cut(TimelineEvent event) {
        String text = event.text();
        return text.length() <= LONGEST_TEXT
                ? event
                : new TimelineEvent(
                        event.at(),
                        event.lane(),
                        event.kind(),
                        event.exchange(),
                        text.substring(0, LONGEST_TEXT - 1) + "…");
    }
}
