package dev.watchworks.labkit.timeline;

import dev.watchworks.labkit.timeline.Moment.Mark;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The moments of a check in order, long runs of the same kind shortened.
 *
 * @param moments at most {@link #MOST}
 */
public record Story(List<Moment> moments) {

    /** Rows that a person scrolls through; the page stays below a megabyte with thirty checks. */
    static final int MOST = 300;

    /** Of a longer run of the same kind the first and the last are told, and how many there were between them. */
    private static final int LONGEST_RUN = 8;

    private static final int KEPT_AT_EACH_END = 3;

    private static final Set<Mark> TURNS =
            EnumSet.of(Mark.WATCH, Mark.REQUEST, Mark.REFUSED, Mark.END, Mark.FAULT, Mark.CHANGED);

    /** Copies the list. */
    public Story {
        moments = List.copyOf(moments);
    }

    static Story of(List<Moment> sorted) {
        List<Moment> shortened = new ArrayList<>();
        int from = 0;
        for (int index = 1; index <= sorted.size(); index++) {
            if (index == sorted.size() || !isAlike(sorted.get(from), sorted.get(index))) {
                shortened.addAll(shorten(sorted.subList(from, index), KEPT_AT_EACH_END, LONGEST_RUN));
                from = index;
            }
        }
        return new Story(shorten(shortened, MOST / 2, MOST));
    }

    private static boolean isAlike(Moment one, Moment other) {
        return one.lane() == other.lane() && one.mark() == other.mark();
    }

    private static List<Moment> shorten(List<Moment> run, int kept, int most) {
        if (run.size() <= most) {
            return run;
        }
        List<Moment> shortened = new ArrayList<>(run.subList(0, kept));
        Moment first = run.get(kept);
        int left = run.size() - 2 * kept;
        shortened.add(new Moment(first.at(), first.lane(), Mark.MORE, 0, "… and %,d more …".formatted(left)));
        shortened.addAll(run.subList(run.size() - kept, run.size()));
        return shortened;
    }

    /**
     * What led to the end, for a failure's message: the last fault with what came around it, or the last turns.
     *
     * @param most how many moments at most
     */
    public List<Moment> excerpt(int most) {
        List<Moment> turns =
                moments.stream().filter(moment -> TURNS.contains(moment.mark())).toList();
        int from = Math.max(0, turns.size() - most);
        for (int index = turns.size() - 1; index >= 0; index--) {
            if (turns.get(index).mark() == Mark.FAULT) {
                // one before it, because it says what was cut
                from = Math.min(from, Math.max(0, index - 1));
                break;
            }
        }
        return turns.subList(from, Math.min(turns.size(), from + most));
    }
}
