package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Makes a story short enough for a person: what repeats is told by its beginning and its end. */
final class TimelineShortener {

    /** Rows that a person scrolls through; the page stays below a megabyte with thirty checks. */
    static final int MOST = 300;

    /** Characters of a moment's words. */
    static final int LONGEST_WORDS = 300;

    /** Of a longer run of the same kind the first and the last are told, and how many there were between them. */
    private static final int LONGEST_RUN = 8;

    private static final int KEPT_AT_EACH_END = 3;

    /** A loop goes round in so many moments at most, as in: watch, event, end, line printed. */
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

    private static boolean isNoise(TimelineEvent moment) {
        return !TimelineSnapshot.TURNS.contains(moment.kind());
    }

    private static List<TimelineEvent> runs(
            List<TimelineEvent> moments, BiPredicate<TimelineEvent, TimelineEvent> isAlike) {
        List<TimelineEvent> shortened = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= moments.size(); index++) {
            if (index == moments.size() || !isAlike.test(moments.get(from), moments.get(index))) {
                shortened.addAll(shortened(moments.subList(from, index), KEPT_AT_EACH_END, LONGEST_RUN));
                from = index;
            }
        }
        return shortened;
    }

    /** Shortens what goes round and round, as a watch that is opened and ended again and again. */
    private static List<TimelineEvent> rounds(List<TimelineEvent> moments) {
        List<String> kinds = moments.stream().map(TimelineShortener::kind).toList();
        List<TimelineEvent> shortened = new ArrayList<>();
        int index = 0;
        while (index < moments.size()) {
            int length = 1;
            int rounds = 1;
            for (int tried = 2; tried <= LONGEST_ROUND && rounds < FEWEST_ROUNDS; tried++) {
                length = tried;
                rounds = roundsFrom(kinds, index, tried);
            }
            if (rounds < FEWEST_ROUNDS) {
                shortened.add(moments.get(index));
                index++;
                continue;
            }
            int kept = ROUNDS_KEPT_AT_EACH_END * length;
            TimelineEvent first = moments.get(index + kept);
            shortened.addAll(moments.subList(index, index + kept));
            int left = rounds - 2 * ROUNDS_KEPT_AT_EACH_END;
            shortened.add(more(first, Kind.AGAIN, "… the same %,d times more …".formatted(left)));
            shortened.addAll(moments.subList(index + rounds * length - kept, index + rounds * length));
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

    /** The same for two moments that differ in numbers alone. */
    private static String kind(TimelineEvent moment) {
        return moment.lane() + " " + moment.kind() + " " + moment.text().replaceAll("\\d+", "#");
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

    private static TimelineEvent more(TimelineEvent first, Kind mark, String words) {
        return new TimelineEvent(first.at(), first.lane(), mark, 0, words);
    }

    private static TimelineEvent cut(TimelineEvent moment) {
        String words = moment.text();
        return words.length() <= LONGEST_WORDS
                ? moment
                : new TimelineEvent(
                        moment.at(),
                        moment.lane(),
                        moment.kind(),
                        moment.exchange(),
                        words.substring(0, LONGEST_WORDS - 1) + "…");
    }
}
