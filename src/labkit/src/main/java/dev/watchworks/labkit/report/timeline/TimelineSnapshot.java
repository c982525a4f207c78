package dev.watchworks.labkit.report.timeline;

import dev.watchworks.labkit.report.timeline.TimelineEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The moments of a check in order, long runs of the same kind shortened.
 *
 * @param moments a few hundred at most
 * @param watches the watches of the check, the first few hundred of them
 * @param gaps the times in which a resource that had been watched was not
 */
public record TimelineSnapshot(List<TimelineEvent> moments, List<WatchSpan> watches, List<WatchGap> gaps) {

    /** What changes the course of a check, and not what only goes on. */
    static final Set<Kind> TURNS = EnumSet.of(
            Kind.WATCH, Kind.RECOVERED, Kind.REQUEST, Kind.REFUSED, Kind.END, Kind.FAULT, Kind.CHANGED, Kind.AGAIN);

    private static final int MOST_WATCHES = 200;

    /** Copies the lists. */
    public TimelineSnapshot {
        moments = List.copyOf(moments);
        watches = List.copyOf(watches);
        gaps = List.copyOf(gaps);
    }

    /** Of a check in which nothing was seen. */
    public static TimelineSnapshot empty() {
        return new TimelineSnapshot(List.of(), List.of(), List.of());
    }

    static TimelineSnapshot of(List<TimelineEvent> sorted, List<WatchSpan> watches, List<WatchGap> gaps) {
        return new TimelineSnapshot(
                TimelineShortener.of(sorted),
                watches.subList(0, Math.min(MOST_WATCHES, watches.size())),
                gaps.subList(0, Math.min(MOST_WATCHES, gaps.size())));
    }

    /** How many changes came to the cluster while a watch was lost that was opened again. */
    long changesInGaps() {
        return moments.stream()
                .filter(moment -> moment.kind() == Kind.CHANGED)
                .filter(moment -> gaps.stream().anyMatch(gap -> gap.until() != null && gap.covers(moment.at())))
                .count();
    }

    /** Whether anything was seen of the learner's code itself. */
    boolean hasLearner() {
        return moments.stream().anyMatch(moment -> moment.lane() == Lane.LEARNER);
    }

    /** Until when it tells. */
    Duration end() {
        return moments.isEmpty()
                ? Duration.ZERO
                : moments.get(moments.size() - 1).at();
    }

    /**
     * What led to the end, for a failure's message: the last fault with what came around it, or the last turns.
     *
     * @param most how many moments at most
     */
    public List<TimelineEvent> excerpt(int most) {
        List<TimelineEvent> told = new ArrayList<>(moments.stream()
                .filter(moment -> TURNS.contains(moment.kind()) || moment.kind() == Kind.CALLED)
                .toList());
        int fault = lastFault(told);
        if (fault < 0) {
            Collections.reverse(told);
            dropLeastTelling(told, most);
            Collections.reverse(told);
        } else {
            // one before it, because it says what was cut
            told = new ArrayList<>(told.subList(Math.max(0, beginOfLastGap(told, fault) - 1), told.size()));
            dropLeastTelling(told, most);
        }
        return told.stream().map(this::withGap).toList();
    }

    private static int lastFault(List<TimelineEvent> told) {
        for (int index = told.size() - 1; index >= 0; index--) {
            if (told.get(index).kind() == Kind.FAULT) {
                return index;
            }
        }
        return -1;
    }

    /** The fault, or where the watch went down before it, if it was down when the fault struck. */
    private int beginOfLastGap(List<TimelineEvent> told, int fault) {
        int begin = fault;
        if (!gaps.isEmpty()) {
            Duration down = gaps.get(gaps.size() - 1).from();
            while (begin > 0 && told.get(begin - 1).at().compareTo(down) >= 0) {
                begin--;
            }
        }
        return begin;
    }

    /** Of those that tell the same amount, the last goes first. */
    private void dropLeastTelling(List<TimelineEvent> told, int most) {
        while (told.size() > most) {
            int least = told.size() - 1;
            for (int index = told.size() - 1; index >= 0; index--) {
                if (weight(told.get(index)) < weight(told.get(least))) {
                    least = index;
                }
            }
            told.remove(least);
        }
    }

    private int weight(TimelineEvent moment) {
        if (isMissed(moment)) {
            return 3;
        }
        return switch (moment.kind()) {
            case CALLED -> 0;
            case WATCH, REQUEST, CHANGED -> 1;
            case AGAIN, END, REFUSED -> 2;
            default -> 3;
        };
    }

    private boolean isMissed(TimelineEvent moment) {
        return moment.kind() == Kind.CHANGED && gaps.stream().anyMatch(gap -> gap.covers(moment.at()));
    }

    private TimelineEvent withGap(TimelineEvent moment) {
        return isMissed(moment)
                ? new TimelineEvent(
                        moment.at(),
                        moment.lane(),
                        moment.kind(),
                        moment.exchange(),
                        moment.text() + " while your watch was down")
                : moment;
    }
}
